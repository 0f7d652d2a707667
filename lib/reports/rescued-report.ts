// lib/reports/rescued-report.ts
import { and, desc, eq, gt, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { planned } from '@/db/planned'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { daysOf } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { attemptsIn, type ReportScope } from './report-scope'

/** What the first acquirer did not take and the next one did, while the buyer waited for one answer. */
export type RescuedReport = Sum & {
  /** Every day of the period, in order. */
  readonly byDay: readonly (Sum & { readonly day: LocalDate })[]
  /** By what the first acquirer had said. */
  readonly byCode: readonly (Sum & Cause)[]
  /** The newest of them. */
  readonly last: readonly RescuedSale[]
  /** The key of the next page of `last`; null when there are no more. */
  readonly next: Id<'attempt'> | null
}

type Sum = { readonly count: number; readonly amount: Centavos }

/** Why the first one did not take it: its code, or no answer, or no connection. */
export type Cause = {
  readonly from: string
  readonly to: string
  readonly silence: 'unknown' | 'not_sent' | null
  readonly lr: string | null
  readonly returnCode: string | null
  readonly brand: string | null
}

export type RescuedSale = Cause & {
  readonly id: Id<'sale'>
  readonly buyer: string
  readonly product: string
  readonly amount: Centavos
  readonly at: string
  /** How long the buyer waited for both answers. */
  readonly ms: number | null
}

const SHOWN = 10

/** Which of them are listed one by one. */
type Wanted = { readonly before?: Id<'attempt'> | undefined; readonly limit?: number }

/**
 * After an answer the next acquirer is asked at once, and after silence when two questions were
 * asked; whoever comes later than that is a buyer who tried again.
 */
const AT_ONCE_SECONDS = 10
const SILENCE_MS = 25_000

const first = alias(attempts, 'first')

const followedAtOnce = sql`${attempts.createdAt} < ${first.createdAt} + make_interval(secs =>
  coalesce(${first.durationMs}, ${SILENCE_MS}) / 1000.0 + ${AT_ONCE_SECONDS})`

/** The same card at another acquirer, at once, and this time yes. */
function rescuesIn(tx: Tx, ctx: Ctx<'member'>, scope: ReportScope) {
  return tx
    .select({
      attemptId: attempts.id,
      saleId: attempts.saleId,
      amount: attempts.amount,
      at: attempts.createdAt,
      took: attempts.durationMs,
      tookFirst: sql<number | null>`${first.durationMs}`.as('first_duration_ms'),
      from: sql<string>`${first.acquirer}`.as('from_acquirer'),
      to: sql<string>`${attempts.acquirer}`.as('to_acquirer'),
      status: sql<string>`${first.status}`.as('first_status'),
      lr: sql<string | null>`${first.lr}`.as('first_lr'),
      returnCode: sql<string | null>`${first.returnCode}`.as('first_return_code'),
      brand: sql<string | null>`${first.brand}`.as('first_brand'),
    })
    .from(attempts)
    .innerJoin(
      first,
      and(
        eq(first.saleId, attempts.saleId),
        eq(first.position, sql`${attempts.position} - 1`),
        ne(first.acquirer, attempts.acquirer),
        // Late approvals of the first are undone by themselves: the second is the one that counts.
        inArray(first.status, ['refused', 'unknown', 'not_sent', 'voided']),
        isNull(first.avoided), // Never asked: there was nothing to be saved from.
        sql`(${first.bin}, ${first.last4}) is not distinct from (${attempts.bin}, ${attempts.last4})`,
        followedAtOnce,
      ),
    )
    .where(
      and(
        attemptsIn(ctx, scope),
        gt(attempts.position, 0),
        inArray(attempts.status, ['authorized', 'captured', 'refunded']),
      ),
    )
}

export async function rescuedReport(
  ctx: Ctx<'member'>,
  scope: ReportScope,
  { before, limit = SHOWN }: Wanted = {},
): Promise<RescuedReport> {
  const [all, page] = await Promise.all([
    planned(ctx, (tx) => groupsOf(tx, ctx, scope)),
    planned(ctx, (tx) => pageOf(tx, ctx, scope, { before, limit })),
  ])
  const days = new Map(daysOf(scope.period).map((day) => [day, NOTHING]))
  const causes = new Map<string, Sum & Cause>()
  for (const { at, count, amount, ...cause } of all) {
    const sum = { count, amount: centavos(Number(amount)) }
    const day = localDateOf(at)
    days.set(day, plus(days.get(day) ?? NOTHING, sum))
    const told = causeOf(cause)
    const key = JSON.stringify(told)
    causes.set(key, { ...told, ...plus(causes.get(key) ?? NOTHING, sum) })
  }
  return {
    ...[...days.values()].reduce(plus, NOTHING),
    byDay: [...days].map(([day, sum]) => ({ day, ...sum })),
    byCode: [...causes.values()].toSorted((a, b) => b.count - a.count),
    ...page,
  }
}

/** Only the count and the sum, for a comparison or a smaller card. */
export async function rescuedSum(ctx: Ctx<'member'>, scope: ReportScope): Promise<Sum> {
  const rows = await planned(ctx, (tx) => groupsOf(tx, ctx, scope))
  return rows
    .map(({ count, amount }) => ({ count, amount: centavos(Number(amount)) }))
    .reduce(plus, NOTHING)
}

const NOTHING: Sum = { count: 0, amount: centavos(0) }

const plus = (a: Sum, b: Sum): Sum => ({
  count: a.count + b.count,
  amount: centavos(a.amount + b.amount),
})

function groupsOf(tx: Tx, ctx: Ctx<'member'>, scope: ReportScope) {
  const found = rescuesIn(tx, ctx, scope).as('found')
  const { from, to, status, lr, returnCode, brand } = found
  const hour = sql<string>`date_trunc('hour', ${found.at})`
  return tx
    .select({
      at: hour.mapWith((text: string) => new Date(text)),
      from,
      to,
      status,
      lr,
      returnCode,
      brand,
      count: sql<number>`count(${found.attemptId})::int`,
      amount: sql<string>`sum(${found.amount})::text`,
    })
    .from(found)
    .groupBy(hour, from, to, status, lr, returnCode, brand)
}

async function pageOf(
  tx: Tx,
  ctx: Ctx<'member'>,
  scope: ReportScope,
  { before, limit = SHOWN }: Wanted,
): Promise<Pick<RescuedReport, 'last' | 'next'>> {
  const found = rescuesIn(tx, ctx, scope).as('found')
  const rows = await tx
    .select({ found: { ...found._.selectedFields }, buyer: sales.buyer, product: sales.product })
    .from(found)
    .innerJoin(sales, eq(sales.id, found.saleId))
    .where(before === undefined ? undefined : lt(found.attemptId, before))
    .orderBy(desc(found.attemptId))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return {
    last: page.map(({ found: row, buyer, product }) => ({
      ...causeOf(row),
      id: row.saleId,
      buyer: buyer.name,
      product,
      amount: row.amount,
      at: row.at.toISOString(),
      ms: row.took === null ? null : row.took + (row.tookFirst ?? 0),
    })),
    next: rows.length > limit ? (page.at(-1)?.found.attemptId ?? null) : null,
  }
}

type Row = Omit<Cause, 'silence'> & { readonly status: string }

/** A late approval was silence first. */
function causeOf({ from, to, status, lr, returnCode, brand }: Row): Cause {
  const silence = status === 'not_sent' ? status : status === 'refused' ? null : 'unknown'
  const isCode = silence === null
  return {
    from,
    to,
    silence,
    lr: isCode ? lr : null,
    returnCode: isCode ? returnCode : null,
    brand: isCode ? brand : null,
  }
}
