// lib/reports/approval-report.ts
import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { planned } from '@/db/planned'
import { type AttemptStatus, attempts, type PaymentMethod } from '@/db/schema/payments'
import { localDateOf, ZONE } from '@/lib/kernel/calendar'
import type { Ctx } from '@/lib/platform/context'
import { attemptsIn, type ReportScope } from './report-scope'

/** How many were asked for, and how many were said yes to. The rate is theirs to divide. */
export type Tally = { readonly tried: number; readonly approved: number }

export type ApprovalReport = {
  readonly all: Tally
  /** The period before, of the same length; null tallies mean nothing happened then. */
  readonly before: Tally
  readonly byAcquirer: readonly (Tally & { readonly code: string; readonly before: Tally })[]
  readonly byBrand: readonly (Tally & { readonly brand: string | null })[]
  readonly byInstallments: readonly (Tally & { readonly count: number })[]
  /** Seven days from Monday, twenty-four hours each, on the clocks of São Paulo. */
  readonly byHour: readonly (readonly Tally[])[]
  /** Of a Pix or a boleto: how many were issued and how many of them were paid. */
  readonly vouchers: readonly (Tally & { readonly method: Exclude<PaymentMethod, 'card'> })[]
}

/** An acquirer said yes, whatever became of it later. */
const APPROVED: readonly AttemptStatus[] = ['authorized', 'captured', 'voided', 'refunded']
const ANSWERED: readonly AttemptStatus[] = [...APPROVED, 'refused']
const PAID: readonly AttemptStatus[] = ['captured', 'refunded']
const ISSUED: readonly AttemptStatus[] = [...PAID, 'waiting', 'expired']

/** Counted by attempts: each is one question to one acquirer, and one answer. */
export async function approvalReport(
  ctx: Ctx<'member'>,
  scope: ReportScope,
  before: ReportScope,
): Promise<ApprovalReport> {
  const [now, then] = await Promise.all([countAttempts(ctx, scope), countBefore(ctx, before)])
  const of = (dimension: Dimension) => now.filter((row) => row.dimension === dimension)
  return {
    all: sumOf(of('acquirer')),
    before: sumOf(then),
    byAcquirer: of('acquirer').map(({ acquirer, ...row }) => ({
      code: acquirer ?? '',
      ...tallyOf(row),
      before: tallyOf(then.find((each) => each.acquirer === acquirer)),
    })),
    byBrand: of('brand')
      .map(({ brand, ...row }) => ({ brand, ...tallyOf(row) }))
      .toSorted(byTried),
    byInstallments: of('installments')
      .map(({ installments, ...row }) => ({ count: installments ?? 1, ...tallyOf(row) }))
      .toSorted((a, b) => a.count - b.count),
    byHour: weekOf(of('hour')),
    vouchers: of('method').flatMap(({ method, issued, paid }) =>
      method === 'pix' || method === 'boleto' ? [{ method, tried: issued, approved: paid }] : [],
    ),
  }
}

const byTried = (a: Tally, b: Tally) => b.tried - a.tried

const tallyOf = (row: Tally | undefined): Tally => ({
  tried: row?.tried ?? 0,
  approved: row?.approved ?? 0,
})

const sumOf = (rows: readonly Tally[]): Tally => ({
  tried: rows.reduce((sum, { tried }) => sum + tried, 0),
  approved: rows.reduce((sum, { approved }) => sum + approved, 0),
})

type Dimension = 'acquirer' | 'brand' | 'installments' | 'hour' | 'method'

/** One walk through the index of what is counted; each row says which of the groupings it is of. */
async function countAttempts(ctx: Ctx<'member'>, scope: ReportScope) {
  const { acquirer, brand, installments, method, status } = attempts
  const isCard = sql`${method} = 'card'`
  const hour = sql`date_trunc('hour', ${attempts.createdAt})`
  const groups = { acquirer, brand, installments, hour, method }
  const rows = await planned(ctx, (tx) =>
    tx
      .select({
        group: sql<number>`grouping(${acquirer}, ${brand}, ${installments}, ${hour}, ${method})::int`,
        acquirer: sql<string | null>`${acquirer}`,
        brand: sql<string | null>`${brand}`,
        installments: sql<number | null>`${installments}`,
        at: sql<string | null>`extract(epoch from ${hour})::text`,
        method: sql<PaymentMethod | null>`${method}`,
        tried: countIf(and(isCard, inArray(status, ANSWERED))),
        approved: countIf(and(isCard, inArray(status, APPROVED))),
        issued: countIf(inArray(status, ISSUED)),
        paid: countIf(inArray(status, PAID)),
      })
      .from(attempts)
      .where(attemptsIn(ctx, scope))
      .groupBy(
        sql`grouping sets (${sql.join(
          Object.values(groups).map((each) => sql`(${each})`),
          sql`, `,
        )})`,
      ),
  )
  return rows
    .map(({ group, ...row }) => ({ ...row, dimension: DIMENSIONS.get(group) }))
    .filter(({ dimension, tried }) => dimension === 'method' || tried > 0)
}

/** Of `grouping`: the bit of what a row is grouped by is the one that is not set. */
const DIMENSIONS: ReadonlyMap<number, Dimension> = new Map([
  [0b01111, 'acquirer'],
  [0b10111, 'brand'],
  [0b11011, 'installments'],
  [0b11101, 'hour'],
  [0b11110, 'method'],
])

const countBefore = (ctx: Ctx<'member'>, scope: ReportScope) =>
  planned(ctx, (tx) =>
    tx
      .select({
        acquirer: attempts.acquirer,
        tried: countIf(inArray(attempts.status, ANSWERED)),
        approved: countIf(inArray(attempts.status, APPROVED)),
      })
      .from(attempts)
      .where(and(attemptsIn(ctx, scope), sql`${attempts.method} = 'card'`))
      .groupBy(attempts.acquirer),
  )

const countIf = (condition: SQL | undefined) =>
  sql<number>`(count(${attempts.id}) filter (where ${condition}))::int`

const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' })

/** Hours of the period become hours of a week. */
function weekOf(rows: readonly (Tally & { readonly at: string | null })[]): Tally[][] {
  const week = Array.from({ length: 7 }, () =>
    Array.from({ length: 24 }, () => ({ tried: 0, approved: 0 })),
  )
  for (const { at, tried, approved } of rows) {
    const instant = new Date(Number(at) * 1000)
    const weekday = (new Date(`${localDateOf(instant)}T12:00:00Z`).getUTCDay() + 6) % 7
    const cell = week[weekday]?.[Number(HOUR.format(instant))]
    if (cell === undefined) continue
    cell.tried += tried
    cell.approved += approved
  }
  return week
}
