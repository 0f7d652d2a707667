// tests/integration/visits.test.ts
import { createServer, type RequestListener } from 'node:http'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayVisitors, visitDays, visitSalts } from '@/db/schema/visits'
import type { LocalDate } from '@/lib/kernel/calendar'
import { finishBeforeStop } from '@/lib/platform/before-stop'
import { makeBuffer } from '@/lib/platform/buffer'
import { setLogLevel } from '@/lib/platform/log'
import { isOwnVisit, makeHearer, type Sent } from '@/lib/reports/hear-visit'
import { keepVisits } from '@/lib/reports/keep-visits'
import { figuresByOrigin, sumFigures } from '@/lib/reports/offer-figures'
import { foldOrigins, forgetVisitors } from '@/lib/reports/tidy-visits'
import { frontDoor } from '@/scripts/web/front-door'
import { givenMember } from '../support/given-account'
import { givenOffer, givenShop } from '../support/given-shop'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()
/** 23:59 in São Paulo. */
const { ctx, advance } = testCtx({ db, at: '2026-03-06T02:59:00Z' })
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const PHONE =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36'

type Visit = { readonly body?: object; readonly headers?: Readonly<Record<string, string>> }

const sentBy = (
  code: string,
  { body = {}, headers = {} }: Visit = {},
  address = '1.2.3.4',
): Sent => ({
  headers: new Headers({ 'user-agent': PHONE, 'sec-fetch-site': 'same-origin', ...headers }),
  body: new TextEncoder().encode(JSON.stringify({ code, kind: 'view', ...body })),
  address,
})

const hear = makeHearer(ctx)
const visits = (sent: readonly Sent[]) => sent.flatMap((each) => hear(each) ?? [])

const days = { from: '2026-03-01' as LocalDate, to: '2026-03-31' as LocalDate }

async function given() {
  const { member, offer } = await givenShop(ctx)
  const scope = { offerId: offer.id, period: days, environment: 'simulator' as const }
  return {
    ...{ member, offer },
    keep: (...sent: readonly Sent[]) => keepVisits(ctx, visits(sent)),
    sums: () => sumFigures(member, scope),
    origins: (byCampaign = false) => figuresByOrigin(member, { ...scope, byCampaign }),
    rows: () => db.select().from(visitDays).where(eq(visitDays.offerId, offer.id)),
  }
}

describe('a view is counted', () => {
  test('each time, and its visitor once a day', async () => {
    const { offer, keep, sums } = await given()
    const once = sentBy(offer.code)
    await keep(once, once, sentBy(offer.code, {}, '5.6.7.8'))
    await keep(once)
    expect(await sums()).toMatchObject({ views: 4, visitors: 2, checkouts: 0 })
  })

  test('and a form that was begun, once a visitor', async () => {
    const { offer, keep, sums } = await given()
    const begun = sentBy(offer.code, { body: { kind: 'checkout' } })
    await keep(sentBy(offer.code), begun)
    await keep(begun)
    expect(await sums()).toMatchObject({ views: 1, visitors: 1, checkouts: 1 })
  })

  test('as a new visitor after midnight in São Paulo, when yesterday’s key is thrown away', async () => {
    const { offer, keep, rows } = await given()
    await keep(sentBy(offer.code))
    advance(2 * MINUTE_MS)
    await keep(sentBy(offer.code))
    const counted = (await rows()).map(({ day, visitors }) => [day, visitors])
    expect(counted.sort()).toEqual([
      ['2026-03-05', 1],
      ['2026-03-06', 1],
    ])
    await forgetVisitors(ctx)
    expect((await db.select().from(visitSalts)).map(({ day }) => day)).toEqual(['2026-03-06'])
    expect(new Set((await db.select().from(dayVisitors)).map(({ day }) => day))).toEqual(
      new Set(['2026-03-06']),
    )
  })

  test('by where it came from, and under a link of that offer alone', async () => {
    const { offer, keep, rows, member } = await given()
    const other = await givenOffer(member)
    const by = (linkCode: string) =>
      sentBy(offer.code, { body: { linkCode, tracking: { utm_source: 'ig' } } })
    await keep(by(offer.code.toLowerCase()), by(other.code), by('nobody’s'))
    expect((await rows()).map(({ origin, linkCode, views }) => [origin, linkCode, views])).toEqual(
      expect.arrayContaining([
        ['instagram', offer.code, 1],
        ['instagram', '', 2],
      ]),
    )
  })
})

test('one visit that no database takes does not lose those it is written with', async () => {
  const { offer, keep, sums } = await given()
  const cut = { utm_campaign: `${'a'.repeat(59)}😀` }
  await keep(
    sentBy(offer.code),
    sentBy(offer.code, { body: { linkCode: 'A\0' } }),
    sentBy(offer.code, { body: { linkCode: '\ud83d' } }),
    sentBy(offer.code, { body: { tracking: cut } }),
  )
  expect(await sums()).toMatchObject({ views: 4, visitors: 1 })
})

describe('nothing is counted', () => {
  test.each<[string, Visit]>([
    [
      'of a robot',
      { headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } },
    ],
    ['of a preview of a messenger', { headers: { 'user-agent': 'WhatsApp/2.23.20.0' } }],
    ['of who says no name', { headers: { 'user-agent': '' } }],
    ['of another site', { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://x.test' } }],
    ['of a kind that is none', { body: { kind: 'sale' } }],
    ['of too many words', { body: { tracking: { utm_source: 'x'.repeat(201) } } }],
    ['of an address that is no code', { body: { code: "'; drop" } }],
  ])('%s', async (_, visit) => {
    const { offer, keep, sums } = await given()
    await keep(sentBy(offer.code, visit))
    expect(await sums()).toMatchObject({ views: 0, visitors: 0 })
  })

  test('of a body too large, a code that nobody has, or a flood from one address', async () => {
    const { offer, sums, keep } = await given()
    expect(hear({ ...sentBy(offer.code), body: null })).toBeNull()
    await keep(sentBy('ZZZZ99'))
    const crowd = makeHearer(ctx, { burst: 3, everyMs: 1_000 })
    const heard = Array.from({ length: 10 }, () => crowd(sentBy(offer.code))).filter(Boolean)
    expect(heard).toHaveLength(3)
    expect(await sums()).toMatchObject({ views: 0 })
  })

  test('of the producer and the team, and of nobody else who is signed in', async () => {
    const { offer, member } = await given()
    const colleague = await givenMember(ctx, member.actor.accountId, 'support')
    const { member: stranger } = await givenShop(ctx)
    const isOwn = ({ actor }: typeof member) =>
      isOwnVisit(ctx, { userId: actor.userId, code: offer.code })
    expect(await Promise.all([member, colleague, stranger].map(isOwn))).toEqual([true, true, false])
  })
})

describe('origins of a day stay few', () => {
  const from = (code: string, n: number, address: string) =>
    sentBy(code, { body: { tracking: { src: `spam ${n}` } } }, address)

  test('who floods an address with names fills "others", and the sums stay right', async () => {
    const { offer, keep, rows, sums } = await given()
    for (let part = 0; part < 4; part++) {
      await keep(
        ...Array.from({ length: 100 }, (_, n) =>
          from(offer.code, part * 100 + n, `9.9.${part}.${n}`),
        ),
      )
    }
    await keep(sentBy(offer.code))
    const kept = await rows()
    expect(kept.length).toBe(302)
    expect(kept.find(({ origin }) => origin === '*')?.views).toBe(100)
    expect(await sums()).toMatchObject({ views: 401, visitors: 401 })
  })

  test('once the day is over the most visited keep their names', async () => {
    const { offer, keep, rows, sums } = await given()
    const many = Array.from({ length: 60 }, (_, n) => from(offer.code, n, `8.8.8.${n}`))
    await keep(...many, from(offer.code, 59, '8.8.9.1'), from(offer.code, 59, '8.8.9.2'))
    const before = await sums()
    await foldOrigins({ db, now: () => new Date(ctx.now().getTime() + DAY_MS) })
    const kept = await rows()
    expect(kept).toHaveLength(51)
    expect(kept.find(({ origin }) => origin === 'spam 59')?.visitors).toBe(3)
    expect(await sums()).toEqual(before)
  })
})

describe('the door', () => {
  const pages: RequestListener = (_, response) => void response.writeHead(200).end('next')
  let url = ''
  beforeAll(async () => {
    const server = createServer(frontDoor(ctx, pages))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    return () => {
      server.close()
      server.closeAllConnections()
    }
  })
  const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}/api/beacon`, {
      method: 'POST',
      body,
      headers: { 'user-agent': PHONE, 'sec-fetch-site': 'same-origin', ...headers },
    })

  test('answers 204 to whatever is said, and has written it when the process ends well', async () => {
    const { offer, sums } = await given()
    const said = JSON.stringify({ code: offer.code, kind: 'view' })
    for (const body of [said, said, '{', '', 'x'.repeat(9_000)]) {
      expect((await post(body)).status).toBe(204)
    }
    expect((await post(said, { 'user-agent': 'curl/8' })).status).toBe(204)
    await finishBeforeStop()
    expect(await sums()).toMatchObject({ views: 2, visitors: 1 })
  })

  test('leaves to Next who is signed in, and who does not post', async () => {
    const cookie = '__Secure-next-auth.session-token=abc'
    expect(await (await post('{}', { cookie })).text()).toBe('next')
    expect(await (await fetch(`${url}/api/beacon`)).text()).toBe('next')
  })
})

describe('the buffer', () => {
  const never = () => new Promise<void>(() => undefined)

  test('keeps what could not be written, and writes it once it can', async () => {
    const written: number[] = []
    let isAway = true
    const buffer = makeBuffer<number>({
      what: 'numbers',
      wait: never,
      batch: 2,
      write: async (batch) => {
        if (isAway) throw new Error('the database is away')
        written.push(...batch)
      },
    })
    for (const n of [1, 2, 3]) buffer.note(n)
    for (let second = 0; second < 60; second++) await buffer.flush()
    isAway = false
    buffer.note(4)
    await buffer.flush()
    expect(written).toEqual([1, 2, 3, 4])
  })

  test('loses what no database takes, and nothing that stood beside it', async () => {
    const written: number[] = []
    const buffer = makeBuffer<number>({
      ...{ what: 'numbers', wait: never },
      write: async (batch) => {
        await db.execute(sql`select ${batch.includes(3) ? 'no number' : '1'}::text::int`)
        written.push(...batch)
      },
    })
    for (const n of [1, 2, 3, 4, 5]) buffer.note(n)
    await buffer.flush()
    expect(written).toEqual([1, 2, 4, 5])
  })

  test('holds no more than it may', async () => {
    const written: number[] = []
    const buffer = makeBuffer<number>({
      ...{ what: 'numbers', wait: never, most: 3 },
      write: async (batch) => void written.push(...batch),
    })
    for (const n of [1, 2, 3, 4, 5]) buffer.note(n)
    await buffer.flush()
    expect(written).toEqual([1, 2, 3])
  })
})
