// lib/sales/day-of-sales.ts
import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Environment } from '@/db/schema/payments'
import { type SaleStatus, sales } from '@/db/schema/sales'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import { firstIdAt } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

/** One day of São Paulo, hour by hour, beside the same day of the week before. */
export type DayOfSales = {
  /** Revenue of each of the 24 hours; what has not happened yet is zero. */
  readonly hours: readonly Centavos[]
  readonly lastWeek: readonly Centavos[]
  readonly revenue: Centavos
  readonly count: number
  /** What failed for good: refused, or no acquirer was reached. */
  readonly refused: number
  /** The week before, until the same minute. */
  readonly before: { readonly revenue: Centavos; readonly count: number }
  /** The hour in course, and how much of it has gone by, from 0 to 1. */
  readonly hour: number
  readonly gone: number
  readonly at: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

const EARNED = ['paid', 'partially_refunded'] as const satisfies readonly SaleStatus[]
const LOST = ['refused', 'failed'] as const satisfies readonly SaleStatus[]

export async function dayOfSales(ctx: Ctx<'member'>): Promise<DayOfSales> {
  const now = ctx.now()
  const start = instantAt(localDateOf(now), '00:00')
  const lastStart = new Date(start.getTime() - WEEK_MS)
  const selling = await sellingEnvironment(ctx)
  const until = new Date(now.getTime() - WEEK_MS)
  const [today, lastWeek] = await Promise.all([
    hoursOf(ctx, { start, until, selling }),
    hoursOf(ctx, { start: lastStart, until, selling }),
  ])
  const passed = (now.getTime() - start.getTime()) / HOUR_MS
  return {
    hours: today.map(({ revenue }) => revenue),
    lastWeek: lastWeek.map(({ revenue }) => revenue),
    revenue: sumOf(today.map(({ revenue }) => revenue)),
    count: today.reduce((sum, { count }) => sum + count, 0),
    refused: today.reduce((sum, { refused }) => sum + refused, 0),
    before: {
      revenue: sumOf(lastWeek.map(({ revenueUntil }) => revenueUntil)),
      count: lastWeek.reduce((sum, { countUntil }) => sum + countUntil, 0),
    },
    hour: Math.min(Math.floor(passed), 23),
    gone: passed - Math.floor(passed),
    at: now.toISOString(),
  }
}

type Hour = {
  readonly revenue: Centavos
  readonly count: number
  readonly refused: number
  readonly revenueUntil: Centavos
  readonly countUntil: number
}

const NOTHING: Hour = {
  revenue: centavos(0),
  count: 0,
  refused: 0,
  revenueUntil: centavos(0),
  countUntil: 0,
}

const sumOf = (amounts: readonly Centavos[]) =>
  centavos(amounts.reduce((sum, amount) => sum + amount, 0))

type Asked = { readonly start: Date; readonly until: Date; readonly selling: Environment | null }

/** The sales of one day, found by the time in their ids: the account's index, and no other row. */
async function hoursOf(ctx: Ctx, { start, until, selling }: Asked): Promise<Hour[]> {
  const earned = inArray(sales.status, [...EARNED])
  const soFar = and(earned, lt(sales.createdAt, until))
  const hour = sql<number>`floor(extract(epoch from ${sales.createdAt} - ${start.toISOString()}::timestamptz) / 3600)::int`
  const rows = await ctx.db
    .select({
      hour,
      revenue: revenueIf(earned),
      count: countIf(earned),
      refused: countIf(inArray(sales.status, [...LOST])),
      revenueUntil: revenueIf(soFar),
      countUntil: countIf(soFar),
    })
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        selling === null ? sql`false` : eq(sales.environment, selling),
        eq(sales.test, false),
        gte(sales.id, firstIdAt('sale', start)),
        lt(sales.id, firstIdAt('sale', new Date(start.getTime() + DAY_MS))),
      ),
    )
    .groupBy(sql`1`)
  return Array.from({ length: 24 }, (_, i) => {
    const found = rows.find((row) => row.hour === i)
    if (found === undefined) return NOTHING
    const { revenue, revenueUntil, ...counts } = found
    return {
      ...counts,
      revenue: centavos(Number(revenue)),
      revenueUntil: centavos(Number(revenueUntil)),
    }
  })
}

const countIf = (condition: SQL | undefined) =>
  sql<number>`(count(${sales.id}) filter (where ${condition}))::int`

const revenueIf = (condition: SQL | undefined) =>
  sql<string>`coalesce(sum(${sales.amount} - ${sales.refundedAmount}) filter (where ${condition}), 0)::text`
