// lib/payments/health.ts
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
import { attempts, type Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'

/** How an acquirer did with the last cards it was asked about. */
export type Health = {
  /** Of how many it speaks, at most the last 50. */
  readonly tried: number
  /** From 0 to 1; what it never answered was not approved. Null while it was asked nothing. */
  readonly approvalRate: number | null
  /** Half of its answers came sooner. */
  readonly medianMs: number | null
}

/** Enough to be steady, few enough to show this hour and not last month. */
const LAST = 50

const lastTries = prepared((db) => {
  const last = db
    .select({
      approved:
        sql<number>`(${attempts.status} in ('authorized', 'captured', 'voided', 'refunded'))::int`.as(
          'approved',
        ),
      ms: sql<number | null>`${attempts.durationMs}`.as('ms'),
    })
    .from(attempts)
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        eq(attempts.accountId, sql.placeholder('accountId')),
        eq(attempts.acquirer, sql.placeholder('acquirer')),
        eq(attempts.environment, sql.placeholder('environment')),
        eq(attempts.method, 'card'),
        ne(attempts.status, 'sending'),
        isNull(attempts.avoided),
        sql`${sales.test} is not true`,
      ),
    )
    .orderBy(desc(attempts.id))
    .limit(LAST)
    .as('last')
  return db
    .select({
      tried: sql<number>`count(${last.approved})::int`,
      approvalRate: sql<number | null>`avg(${last.approved})::float8`,
      medianMs: sql<
        number | null
      >`(percentile_cont(0.5) within group (order by ${last.ms}))::float8`,
    })
    .from(last)
    .prepare('acquirer_health')
})

const UNTRIED: Health = { tried: 0, approvalRate: null, medianMs: null }

/** Sales made to try it out do not count, and neither does what a brand's rule kept from being sent. */
export async function healthOf(
  ctx: Ctx,
  of: { readonly acquirer: string; readonly environment: Environment },
): Promise<Health> {
  const { acquirer, environment } = of
  const { accountId } = ctx.actor
  const [row] = await lastTries(ctx).execute({ accountId, acquirer, environment })
  if (row === undefined) return UNTRIED
  return { ...row, medianMs: row.medianMs === null ? null : Math.round(row.medianMs) }
}
