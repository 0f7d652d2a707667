// lib/reports/revenue-report.ts
import { and, between, eq, sql } from 'drizzle-orm'
import { saleDays } from '@/db/schema/sales'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import type { ReportScope } from './report-scope'

/** What was paid on these days less what went back on them, from the days' rollup. */
export async function revenueOf(
  ctx: Ctx<'member'>,
  { period, environment }: ReportScope,
): Promise<Centavos> {
  const [row] = await ctx.db
    .select({ paid: sql<string>`coalesce(sum(${saleDays.paid} - ${saleDays.returned}), 0)::text` })
    .from(saleDays)
    .where(
      and(
        eq(saleDays.accountId, ctx.actor.accountId),
        between(saleDays.day, period.from, period.to),
        environment === null ? sql`false` : eq(saleDays.environment, environment),
      ),
    )
  return centavos(Number(row?.paid ?? 0))
}
