// lib/offers/list-offers.ts
import {
  and,
  desc,
  eq,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Trackers } from '@/db/schema/offer-content'
import { OFFER_STATES, offerPlaces, offers, shortLinks } from '@/db/schema/offers'
import type { Environment } from '@/db/schema/payments'
import { saleDays } from '@/db/schema/sales'
import { originSaleDays, visitDays } from '@/db/schema/visits'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { addDays } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import type { OfferRow } from './offer-row'
import { changedFields } from './read-draft'

export type { OfferRow }

/** What the list may be narrowed to; without one it shows all that is not put away. */
export const OFFER_FILTERS = [...OFFER_STATES, 'archived'] as const
export type OfferFilter = (typeof OFFER_FILTERS)[number]

type Asked = {
  readonly before?: Id<'offer'>
  readonly filter?: OfferFilter
  /** Words of its title, or its code. */
  readonly search?: string
}

const CHART_DAYS = 14
const PAGE = 50
const SEARCH_MAX = 80

export async function listOffers(
  ctx: Ctx<'member' | 'api'>,
  { before, filter, search = '' }: Asked = {},
): Promise<{ rows: readonly OfferRow[]; next: Id<'offer'> | null }> {
  const found = await ctx.db
    .select(COLUMNS)
    .from(offers)
    .leftJoin(offerPlaces, eq(offerPlaces.offerId, offers.id))
    .where(
      and(
        eq(offers.accountId, ctx.actor.accountId),
        filter === 'archived' ? isNotNull(offers.archivedAt) : isNull(offers.archivedAt),
        filter === undefined || filter === 'archived' ? undefined : eq(offers.state, filter),
        before === undefined ? undefined : lt(offers.id, before),
        named(search),
      ),
    )
    .orderBy(desc(offers.id))
    .limit(PAGE + 1)
  const page = found.slice(0, PAGE)
  const ids = page.map(({ id }) => id)
  const selling = await sellingEnvironment(ctx)
  const [sums, changed] = await Promise.all([
    sumsOf(ctx, ids, selling),
    changedOf(
      ctx,
      page.filter(({ hasDraft }) => hasDraft).map(({ id }) => id),
    ),
  ])
  const rows = page.map((row) => ({ ...toRow(row, sums), hasDraft: changed.has(row.id) }))
  return { rows, next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** Of those with a draft, the ones whose page it would change: what was put back as it was is none. */
async function changedOf(ctx: Ctx, ids: readonly Id<'offer'>[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.db.select().from(offers).where(inArray(offers.id, ids))
  return new Set(rows.filter((row) => changedFields(row).length > 0).map(({ id }) => id))
}

const TITLE = sql<string>`coalesce(${offers.draft}->>'title', ${offers.title})`

const COLUMNS = {
  id: offers.id,
  code: offers.code,
  title: TITLE,
  state: offers.state,
  isArchived: sql<boolean>`${offers.archivedAt} is not null`,
  price: offers.price,
  plan: offers.plan,
  hasDraft: sql<boolean>`${offers.draft} is not null`,
  clicks: sql<number>`coalesce((select sum(${shortLinks.clicks}) from ${shortLinks} where ${shortLinks.offerId} = ${offers.id}), 0)::int`,
  salesLimit: offers.salesLimit,
  taken: offerPlaces.taken,
  commission: offers.commission,
  hasBell: sql<boolean>`${offers.bellUrl} is not null`,
  trackers: offers.trackers,
}

/** Each word somewhere in the title, or the beginning of the code. A percent sign is a percent sign. */
function named(search: string): SQL | undefined {
  const words = search.trim().slice(0, SEARCH_MAX).split(/\s+/).filter(Boolean)
  const plain = (word: string) => word.replace(/[\\%_]/g, '\\$&')
  return words.length === 0
    ? undefined
    : or(
        and(...words.map((word) => sql`${TITLE} ilike ${`%${plain(word)}%`}`)),
        ilike(offers.code, `${plain(words.join(''))}%`),
      )
}

type Found = {
  readonly [K in Exclude<
    keyof typeof COLUMNS,
    'price' | 'plan' | 'state' | 'id' | 'salesLimit' | 'taken' | 'commission' | 'trackers'
  >]: OfferRow[K]
} & Pick<OfferRow, 'id' | 'state' | 'price' | 'plan' | 'commission'> & {
    readonly salesLimit: number | null
    readonly taken: number | null
    readonly trackers: Trackers | null
  }

function toRow({ salesLimit, taken, trackers, ...row }: Found, sums: Sums): OfferRow {
  const { totals, days, shown, visits } = sums
  const left = salesLimit === null ? 0 : Math.max(0, salesLimit - (taken ?? 0))
  return {
    ...row,
    places: salesLimit === null ? null : { total: salesLimit, left },
    trackers: Object.entries(trackers ?? {}).flatMap(([name, id]) =>
      id === null ? [] : [name as keyof Trackers],
    ),
    sales: totals.get(row.id)?.sales ?? 0,
    revenue: totals.get(row.id)?.revenue ?? centavos(0),
    visitors: visits.get(row.id)?.visitors ?? 0,
    pageSales: visits.get(row.id)?.sales ?? 0,
    lastDays: shown.map((day) => days.get(`${row.id} ${day}`) ?? centavos(0)),
  }
}

type Sums = Awaited<ReturnType<typeof sumsOf>>

/** From the rollups alone, for one page of offers: neither sales nor visits are read. */
async function sumsOf(ctx: Ctx, ids: readonly Id<'offer'>[], selling: Environment | null) {
  const today = localDateOf(ctx.now())
  const shown = Array.from({ length: CHART_DAYS }, (_, i) => addDays(today, i + 1 - CHART_DAYS))
  const since = shown[0] ?? today
  const [totals, days, visits] = await Promise.all([
    totalsOf(ctx, ids, selling),
    daysOf(ctx, ids, selling, since),
    visitsOf(ctx, ids, selling, since),
  ])
  return { totals, days, visits, shown }
}

async function totalsOf(ctx: Ctx, ids: readonly string[], selling: Environment | null) {
  const rows = await ctx.db
    .select({
      id: saleDays.offerKey,
      sales: sql<number>`sum(${saleDays.paidCount})::int`,
      revenue: sql<string>`sum(${saleDays.paid} - ${saleDays.returned})`,
    })
    .from(saleDays)
    .where(and(...daysIn(ctx, ids, selling)))
    .groupBy(saleDays.offerKey)
  return new Map(
    rows.map(({ id, sales, revenue }) => [id, { sales, revenue: centavos(Number(revenue)) }]),
  )
}

/** The days of these offers where the account sells now; who sells nowhere sold nothing. */
const daysIn = (ctx: Ctx, ids: readonly string[], selling: Environment | null) => [
  eq(saleDays.accountId, ctx.actor.accountId),
  selling === null ? sql`false` : eq(saleDays.environment, selling),
  inArray(saleDays.offerKey, [...ids]),
]

async function daysOf(
  ctx: Ctx,
  ids: readonly string[],
  selling: Environment | null,
  since: LocalDate,
) {
  const rows = await ctx.db
    .select({
      id: saleDays.offerKey,
      day: saleDays.day,
      paid: sql<string>`sum(${saleDays.paid})`,
    })
    .from(saleDays)
    .where(and(...daysIn(ctx, ids, selling), gte(saleDays.day, since)))
    .groupBy(saleDays.offerKey, saleDays.day)
  return new Map(rows.map(({ id, day, paid }) => [`${id} ${day}`, centavos(Number(paid))]))
}

async function visitsOf(
  ctx: Ctx,
  ids: readonly Id<'offer'>[],
  selling: Environment | null,
  since: LocalDate,
) {
  const { accountId } = ctx.actor
  const seen = and(
    eq(visitDays.accountId, accountId),
    inArray(visitDays.offerId, [...ids]),
    gte(visitDays.day, since),
  )
  const sold = and(
    eq(originSaleDays.accountId, accountId),
    selling === null ? sql`false` : eq(originSaleDays.environment, selling),
    inArray(originSaleDays.offerId, [...ids]),
    gte(originSaleDays.day, since),
    eq(originSaleDays.via, 'checkout'),
  )
  const rows = await ctx.db.execute<{ id: string; visitors: number; sales: number }>(sql`
    select offer_id as id, sum(visitors)::int as visitors, sum(sales)::int as sales from (
      select offer_id, visitors, 0 as sales from ${visitDays} where ${seen}
      union all select offer_id, 0, sales from ${originSaleDays} where ${sold}
    ) as told group by 1`)
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}
