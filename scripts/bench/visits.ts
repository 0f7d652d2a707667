// scripts/bench/visits.ts
import { createServer, type RequestListener } from 'node:http'
import postgres from 'postgres'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { periodBefore, periodNamed } from '@/lib/kernel/period'
import { listOffers } from '@/lib/offers/list-offers'
import { finishBeforeStop } from '@/lib/platform/before-stop'
import type { Ctx } from '@/lib/platform/context'
import { extrasOf } from '@/lib/reports/offer-extras'
import {
  figuresByDay,
  figuresByLink,
  figuresByOrigin,
  sumFigures,
} from '@/lib/reports/offer-figures'
import { beaconDoor } from '../web/beacon-door'
import type { Bench, Figure } from './bench'
import { load } from './support/load'
import { paced } from './support/paced'
import { openPanel } from './support/panel-figures'
import { type Answer, rawRequest } from './support/raw-client'

const ACCOUNT = 'acc_visits'
const OFFERS = 1_000
const DAYS = 90
const ORIGINS = 10
const LAUNCH_PER_SECOND = 3_500
const SECONDS = 5
const CONNECTIONS = 64
const ROUNDS = 40

/**
 * The beacons of a launch on one offer, answered and then found in the database; and the pages that
 * read them when ten million views of a thousand offers are rolled up. Load and server share one
 * process here, so that the installation's own figure is higher.
 */
export const bench: Bench = {
  name: 'visits',
  about: 'beacons of a launch, and the figures of ten million views',
  run: async ({ postgres: start, say }) => {
    const { url } = await (await start()).database()
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    await makeAccount(sql)
    const { ctx, close } = openPanel({ url, accountId: ACCOUNT })
    try {
      const beacons = await beaconFigures(ctx, sql)
      const began = performance.now()
      const views = await makeHistory(sql)
      say(`visits: ${views} views rolled up in ${Math.round((performance.now() - began) / 1000)} s`)
      return [...beacons, ...(await pageFigures(ctx))]
    } finally {
      await close()
      await sql.end()
    }
  },
}

type Sql = postgres.Sql

/** The least that could answer: reads the body and says 204. */
const bare: RequestListener = (request, response) => {
  request.on('end', () => response.writeHead(204).end()).resume()
}

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/api/beacon`, close: () => server.close() }
}

async function beaconFigures(ctx: Ctx<'member'>, sql: Sql): Promise<Figure[]> {
  const least = await serve(bare)
  const door = await serve(beaconDoor(ctx, (_, response) => void response.writeHead(404).end()))
  const { url } = door
  const isGood = ({ status }: Answer) => status === 204
  const asked = { url, connections: CONNECTIONS, seconds: SECONDS, isGood }
  const endless = { ...asked, requests: Number.POSITIVE_INFINITY, request: beacon(url) }
  const plain = await load({ ...endless, url: least.url })
  const rush = await load(endless)
  let n = 0
  const next = beacon(url)
  const calm = await paced({ ...asked, perSecond: LAUNCH_PER_SECOND, request: () => next(n++) })
  const began = performance.now()
  await finishBeforeStop()
  const flushed = performance.now() - began
  const [counted] = await sql`select sum(views)::int as views from visit_days`
  door.close()
  least.close()
  return [
    {
      name: 'beacons answered',
      value: rush.perSecond,
      unit: '/s',
      goal: { atLeast: LAUNCH_PER_SECOND },
    },
    { name: 'bare node:http handler', value: plain.perSecond, unit: '/s' },
    {
      name: 'ratio',
      value: rush.perSecond / plain.perSecond,
      unit: '',
      goal: { atLeast: 0.5 },
    },
    { name: 'p99', value: rush.p99Ms, unit: 'ms' },
    { name: `p99 at ${LAUNCH_PER_SECOND}/s`, value: calm.p99Ms, unit: 'ms', goal: { atMost: 50 } },
    { name: 'what was left, on disk after', value: flushed, unit: 'ms', goal: { atMost: 2_000 } },
    {
      name: 'answered and not counted',
      value: rush.good + calm.good - Number(counted?.views ?? 0),
      unit: '',
      goal: { atMost: 0 },
    },
  ]
}

const AGENT =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Mobile Safari/537.36'
const SOURCES = ['instagram', 'fb', 'google', 'email', 'tiktok'] as const

/** All to one offer, from one address in ten thousand each. */
const beacon = (url: string) => (n: number) =>
  rawRequest(
    'POST',
    url,
    {
      'user-agent': AGENT,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': `10.${n % 97}.${n % 251}.${n % 13}`,
    },
    JSON.stringify({
      code: 'V00000',
      kind: 'view',
      tracking: { utm_source: SOURCES[n % SOURCES.length] },
    }),
  )

const PERIODS = ['days30', 'days90'] as const

async function pageFigures(ctx: Ctx<'member'>): Promise<Figure[]> {
  const figures: Figure[] = []
  const offerId = 'ofr_v0' as Id<'offer'>
  for (const name of PERIODS) {
    const period = periodNamed(name, ctx.now())
    const scope = { offerId, period, environment: 'production' as const }
    const value = await p95(() =>
      Promise.all([
        sumFigures(ctx, scope),
        sumFigures(ctx, { ...scope, period: periodBefore(period) }),
        figuresByDay(ctx, scope),
        figuresByOrigin(ctx, { ...scope, byCampaign: false }),
        figuresByLink(ctx, scope),
        extrasOf(ctx, scope),
      ]),
    )
    figures.push({ name: `p95 figures, ${name}`, value, unit: 'ms', goal: { atMost: 100 } })
  }
  const value = await p95(() => listOffers(ctx))
  return [...figures, { name: 'p95 list of offers', value, unit: 'ms', goal: { atMost: 150 } }]
}

async function p95(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    await ask()
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[Math.ceil(ROUNDS * 0.95) - 1] ?? 0
}

async function makeAccount(sql: Sql) {
  await sql`
    insert into accounts (id, name, default_acquirer, created_at)
    values (${ACCOUNT}, 'Visits', 'cielo', now())`
  await sql`
    insert into acquirer_credentials (id, account_id, acquirer, environment, sealed, hint, created_at)
    values ('crd_visits', ${ACCOUNT}, 'cielo', 'production', '', '', now())`
  await sql`
    insert into offers (id, account_id, code, state, title, price_centavos, min_installment_centavos,
      created_at, edited_at)
    select 'ofr_v' || n, ${ACCOUNT}, 'V' || lpad(n::text, 5, '0'), 'published', 'Oferta ' || n, 19700,
      500, now(), now()
    from generate_series(0, ${OFFERS - 1}::int) n`
}

/** Ten million views, as the batches of ninety days would have added them up. */
async function makeHistory(sql: Sql): Promise<number> {
  const today = localDateOf(new Date())
  const places = sql`generate_series(0, ${OFFERS - 1}::int) o, generate_series(1, ${DAYS}::int) d,
    generate_series(0, ${ORIGINS - 1}::int) s`
  await sql`
    insert into visit_days (account_id, offer_id, day, origin, campaign, link_code, views, visitors,
      checkouts)
    select ${ACCOUNT}, 'ofr_v' || o, ${today}::date - d, 'source ' || s, 'campaign ' || s % 3, '',
      8 + (o + d + s) % 7, 6 + (o + s) % 5, s % 2
    from ${places}`
  await sql`
    insert into origin_sale_days (account_id, environment, offer_id, day, via, origin, campaign,
      link_code, sales, paid_centavos, returned_sales, returned_centavos)
    select ${ACCOUNT}, 'production', 'ofr_v' || o, ${today}::date - d, 'checkout', 'source ' || s,
      'campaign ' || s % 3, '', 1, 19700, 0, 0
    from ${places} where s < 2`
  await sql`
    insert into sale_days (account_id, environment, offer_key, day, shard, paid_count, paid_centavos,
      returned_centavos)
    select ${ACCOUNT}, 'production', 'ofr_v' || o, ${today}::date - d, s, 1, 39400, 0
    from ${places} where s < 2`
  await sql`analyze`
  const [row] = await sql`select sum(views)::int as views from visit_days`
  return Number(row?.views)
}
