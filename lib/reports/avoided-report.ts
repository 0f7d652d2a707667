// lib/reports/avoided-report.ts
import { and, desc, isNotNull, sql } from 'drizzle-orm'
import { planned } from '@/db/planned'
import { attempts } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import { attemptsIn, type ReportScope } from './report-scope'

/** Cards that one rule kept from being sent. What the rule says is not this file's word. */
export type AvoidedRow = {
  readonly rule: string
  readonly acquirer: string
  readonly brand: string | null
  readonly count: number
}

export type AvoidedReport = { readonly count: number; readonly rows: readonly AvoidedRow[] }

/** More rules than anybody reads; what follows them is in the count. */
const RULES = 40

export async function avoidedReport(
  ctx: Ctx<'member'>,
  scope: ReportScope,
): Promise<AvoidedReport> {
  const { acquirer, avoided, brand } = attempts
  const count = sql<number>`count(${attempts.id})::int`
  const all = sql<number>`(sum(count(${attempts.id})) over ())::int`
  const rows = await planned(ctx, (tx) =>
    tx
      .select({ rule: sql<string>`${avoided}`, acquirer, brand, count, all })
      .from(attempts)
      .where(and(attemptsIn(ctx, scope), isNotNull(avoided)))
      .groupBy(avoided, acquirer, brand)
      .orderBy(desc(count), avoided)
      .limit(RULES),
  )
  return { count: rows[0]?.all ?? 0, rows: rows.map(({ all: _, ...row }) => row) }
}
