// lib/offers/views.ts
import 'server-only'
import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { type OfferState, offers, shortLinks } from '@/db/schema/offers'
import type { Environment } from '@/db/schema/payments'
import { saleDays } from '@/db/schema/sales'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

export { findOfferPage, findOfferPreview, type OfferPageView } from './page-view'

/** A row of the offers page. Revenue is what was paid less what went back, since ever. */
export type OfferRow = {
  readonly id: Id<'offer'>
  readonly code: string
  readonly title: string
  readonly state: OfferState
  readonly price: Centavos | null
  readonly hasDraft: boolean
  readonly sales: number
  readonly revenue: Centavos
  readonly clicks: number
  /** Paid a day, the oldest first, today last. */
  readonly lastDays: readonly Centavos[]
}

const CHART_DAYS = 14
const DAY_MS = 86_400_000
const PAGE = 50

export async function listOffers(
  ctx: Ctx<'member' | 'api'>,
  { before }: { before?: Id<'offer'> } = {},
): Promise<{ rows: readonly OfferRow[]; next: Id<'offer'> | null }> {
  const { accountId } = ctx.actor
  const found = await ctx.db
    .select({
      id: offers.id,
      code: offers.code,
      title: sql<string>`coalesce(${offers.draft}->>'title', ${offers.title})`,
      state: offers.state,
      price: offers.price,
      hasDraft: sql<boolean>`${offers.draft} is not null`,
      clicks: sql<number>`coalesce((select sum(${shortLinks.clicks}) from ${shortLinks} where ${shortLinks.offerId} = ${offers.id}), 0)::int`,
    })
    .from(offers)
    .where(
      and(
        eq(offers.accountId, accountId),
        before === undefined ? undefined : lt(offers.id, before),
      ),
    )
    .orderBy(desc(offers.id))
    .limit(PAGE + 1)
  const page = found.slice(0, PAGE)
  const ids = page.map(({ id }) => id)
  const selling = await sellingEnvironment(ctx)
  const [totals, days] = await Promise.all([totalsOf(ctx, ids, selling), daysOf(ctx, ids, selling)])
  const shown = lastDays(ctx.now())
  const rows = page.map((row) => ({
    ...row,
    sales: totals.get(row.id)?.sales ?? 0,
    revenue: totals.get(row.id)?.revenue ?? centavos(0),
    lastDays: shown.map((day) => days.get(`${row.id} ${day}`) ?? centavos(0)),
  }))
  return { rows, next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

const lastDays = (now: Date): readonly LocalDate[] =>
  Array.from({ length: CHART_DAYS }, (_, i) =>
    localDateOf(new Date(now.getTime() - (CHART_DAYS - 1 - i) * DAY_MS)),
  )

/** Sums of the days' rollup, a few rows an offer and day; the sales themselves are not read. */
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

async function daysOf(ctx: Ctx, ids: readonly string[], selling: Environment | null) {
  const [first] = lastDays(ctx.now())
  const rows = await ctx.db
    .select({
      id: saleDays.offerKey,
      day: saleDays.day,
      paid: sql<string>`sum(${saleDays.paid})`,
    })
    .from(saleDays)
    .where(and(...daysIn(ctx, ids, selling), gte(saleDays.day, first ?? localDateOf(ctx.now()))))
    .groupBy(saleDays.offerKey, saleDays.day)
  return new Map(rows.map(({ id, day, paid }) => [`${id} ${day}`, centavos(Number(paid))]))
}

const NAMES_MAX = 200

/** For a list to choose from: the newest offers, by name. */
export const listOfferNames = (ctx: Ctx<'member'>) =>
  ctx.db
    .select({ code: offers.code, title: offers.title })
    .from(offers)
    .where(eq(offers.accountId, ctx.actor.accountId))
    .orderBy(desc(offers.id))
    .limit(NAMES_MAX)
