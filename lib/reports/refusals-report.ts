// lib/reports/refusals-report.ts
import { and, desc, eq, sql } from 'drizzle-orm'
import { planned } from '@/db/planned'
import { attempts } from '@/db/schema/payments'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { attemptsIn, type ReportScope } from './report-scope'

/** Refusals of one kind, as the acquirer or the brand named it. What it means is not this file's word. */
export type RefusedRow = {
  readonly acquirer: string
  readonly brand: string | null
  /** Null where the acquirer gave no code. */
  readonly lr: string | null
  readonly returnCode: string | null
  readonly count: number
  readonly amount: Centavos
}

export type RefusalsReport = { readonly count: number; readonly rows: readonly RefusedRow[] }

/** More kinds than anybody reads; what follows them is in the count and said as the rest. */
const KINDS = 60

export async function refusalsReport(
  ctx: Ctx<'member'>,
  scope: ReportScope,
): Promise<RefusalsReport> {
  const { acquirer, brand, lr, returnCode } = attempts
  const count = sql<number>`count(${attempts.id})::int`
  const rows = await planned(ctx, (tx) =>
    tx
      .select({
        acquirer,
        brand,
        lr,
        returnCode,
        count,
        amount: sql<string>`sum(${attempts.amount})::text`,
        all: sql<number>`(sum(count(${attempts.id})) over ())::int`,
      })
      .from(attempts)
      .where(and(attemptsIn(ctx, scope), eq(attempts.status, 'refused')))
      .groupBy(acquirer, brand, lr, returnCode)
      .orderBy(desc(count))
      .limit(KINDS),
  )
  return {
    count: rows[0]?.all ?? 0,
    rows: rows.map(({ all: _, amount, ...row }) => ({ ...row, amount: centavos(Number(amount)) })),
  }
}
