// scripts/seed/visits.ts
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { offers as offersTable, shortLinks } from '@/db/schema/offers'
import { sales } from '@/db/schema/sales'
import { createShortLink } from '@/lib/offers/create-short-link'
import { keepClicks } from '@/lib/offers/keep-clicks'
import { CreateShortLinkInput } from '@/lib/offers/short-link'
import type { Ctx, Tools } from '@/lib/platform/context'
import { type Heard, keepVisits } from '@/lib/reports/keep-visits'
import { recountSales } from '@/lib/reports/recount-sales'
import { foldOrigins, forgetVisitors } from '@/lib/reports/tidy-visits'
import { originOf } from '@/lib/reports/visit-origin'
import type { Chance } from './clock'
import { must } from './must'

const AGENTS = [
  'Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1 Version/19.1 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36',
] as const

/** How many look for one who buys: a list that asked for it buys sooner than a cold advertisement. */
const LOOK_FOR_ONE: Readonly<Record<string, number>> = {
  'instagram / bio': 26,
  'facebook / cpc': 47,
  'google / cpc': 33,
  email: 13,
  '': 21,
}
const LOOK_USUALLY = 30
/** Places that bring looks and no sale. */
const ONLY_LOOK = ['tiktok.com', 't.co', 'blogdeaves.example.com', 'www.google.com.br'] as const

const LINKS = [
  { label: 'Bio do Instagram', tracking: { utm_source: 'instagram', utm_medium: 'bio' } },
  { label: 'Cartaz da feira, com QR', tracking: { utm_source: 'cartaz', utm_medium: 'qr' } },
] as const

type Tracking = Readonly<Record<string, string>>

/** Ways to the page, made before anybody takes one. Sales find the code of theirs by their origin. */
export async function makeLinks(
  ctx: Ctx<'member'>,
  offerCode: string,
): Promise<(tracking: Tracking) => string | undefined> {
  const [offer] = await ctx.db
    .select({ id: offersTable.id })
    .from(offersTable)
    .where(eq(offersTable.code, offerCode))
  const codes = new Map<string, string>()
  for (const { label, tracking } of LINKS) {
    const input = CreateShortLinkInput.parse({ offerId: offer?.id, label, tracking })
    codes.set(tracking.utm_medium, must(await createShortLink(ctx, input)).code)
  }
  return ({ utm_medium = '' }) => codes.get(utm_medium)
}

type Given = { readonly tools: Tools; readonly ctx: Ctx<'member'>; readonly chance: Chance }

/** Around each purchase the others who only looked, through the writer that beacons go through. */
export async function planVisits({ tools, ctx, chance }: Given): Promise<void> {
  const bought = await ctx.db
    .select({
      code: sales.offerCode,
      at: sales.createdAt,
      tracking: sales.tracking,
      affiliateCode: sales.affiliateCode,
      linkCode: sales.linkCode,
    })
    .from(sales)
    .where(and(eq(sales.accountId, ctx.actor.accountId), isNotNull(sales.offerCode)))
    .orderBy(asc(sales.id))
  const heard = bought.flatMap((sale) => lookersAround(sale, chance))
  const now = tools.now()
  await keepVisits(
    tools,
    heard.filter(({ at }) => at < now),
  )
  await clickLinks(ctx, heard)
  await recountSales(ctx)
  await foldOrigins(tools)
  await forgetVisitors(tools)
}

type Bought = {
  readonly code: string | null
  readonly at: Date
  readonly tracking: Tracking
  readonly affiliateCode: string | null
  readonly linkCode: string | null
}

const HOUR_MS = 3_600_000

function lookersAround(sale: Bought, chance: Chance): readonly Heard[] {
  const own = originOf(sale)
  const many = Math.round((LOOK_FOR_ONE[own.origin] ?? LOOK_USUALLY) * (0.6 + chance.next() * 0.8))
  const linkCode = sale.linkCode ?? ''
  const person = (): Omit<Heard, 'kind'> => ({
    code: sale.code ?? '',
    ...{ ...own, linkCode },
    at: new Date(sale.at.getTime() - chance.next() * 5 * HOUR_MS),
    address: `100.${chance.below(128)}.${chance.below(256)}.${chance.below(256)}`,
    agent: chance.pick(AGENTS),
  })
  const strays = Array.from({ length: chance.below(5) }, (): Heard => {
    const { origin, campaign } = originOf({ tracking: { referrer: chance.pick(ONLY_LOOK) } })
    return { ...person(), linkCode: '', origin, campaign, kind: 'view' }
  })
  const lookers = Array.from({ length: many }, (_, n): Heard[] => {
    const one = person()
    const looks = [{ ...one, kind: 'view' as const }]
    if (chance.next() < 0.2) looks.push({ ...one, kind: 'view' })
    return n < 1 || chance.next() < 0.045 ? [...looks, { ...one, kind: 'checkout' }] : looks
  })
  return [...strays, ...lookers.flat()]
}

/** Not everybody who clicks waits for the page. */
async function clickLinks(ctx: Ctx<'member'>, heard: readonly Heard[]) {
  const links = await ctx.db
    .select({ id: shortLinks.id, accountId: shortLinks.accountId, code: shortLinks.code })
    .from(shortLinks)
    .where(eq(shortLinks.accountId, ctx.actor.accountId))
  const clicks = links.flatMap(({ id, accountId, code }) =>
    heard
      .filter(({ linkCode, kind }) => linkCode === code && kind === 'view')
      .map(({ at }) => ({ linkId: id, accountId, at })),
  )
  await keepClicks(ctx, clicks)
}
