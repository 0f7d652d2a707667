// lib/reports/report-scope.ts
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import { attempts, type Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { firstIdAt } from '@/lib/kernel/ids'
import { instantsOf, type Period } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'

/** What a report is about: some days, and where the account sells now. */
export type ReportScope = {
  readonly period: Period
  /** Null while it sells nowhere: then there is nothing to report. */
  readonly environment: Environment | null
}

/** The attempts of these days, by the time in their ids; none of a sale made to try things out. */
export function attemptsIn(
  ctx: Ctx<'member'>,
  { period, environment }: ReportScope,
): SQL | undefined {
  const [since, until] = instantsOf(period)
  const { accountId } = ctx.actor
  return and(
    eq(attempts.accountId, accountId),
    gte(attempts.id, firstIdAt('attempt', since)),
    lt(attempts.id, firstIdAt('attempt', until)),
    environment === null ? sql`false` : eq(attempts.environment, environment),
    sql`${attempts.saleId} not in (select id from ${sales} where account_id = ${accountId} and test)`,
  )
}
