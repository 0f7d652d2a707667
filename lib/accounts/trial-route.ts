// lib/accounts/trial-route.ts
import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import { acquirerCredentials } from '@/db/schema/accounts'
import type { Route } from '@/lib/payments/route'
import type { Ctx } from '@/lib/platform/context'
import { routeOf } from './route-of'

/**
 * Where a test sale goes: the credentials for tests, or those for sales as long as they move no real
 * money. Null when there is no such place. It has no breaker, because a try says nothing of sales.
 */
export async function trialRouteOf(ctx: Ctx, code: string): Promise<Route | null> {
  const { id, acquirer, environment, purpose } = acquirerCredentials
  const [row] = await ctx.db
    .select({ credentialsId: id, acquirer, environment })
    .from(acquirerCredentials)
    .where(
      and(
        eq(acquirerCredentials.accountId, ctx.actor.accountId),
        eq(acquirer, code),
        ne(environment, 'production'),
        isNull(acquirerCredentials.replacedAt),
      ),
    )
    .orderBy(desc(purpose)) // `tests` comes before `sales`.
    .limit(1)
  if (row === undefined) return null
  if (row.environment === 'simulator' && ctx.simulators[code] === undefined) return null
  return routeOf(ctx, row)
}
