// lib/accounts/routing-policy.ts
import { eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'

/** What the producer decided about the backup. */
export async function getRoutingPolicy(ctx: Ctx<'member'>) {
  const { failoverOnSilence, failoverOnFunds, autoSwap, swappedAt } = accounts
  const [policy] = await ctx.db
    .select({ failoverOnSilence, failoverOnFunds, autoSwap, swappedAt })
    .from(accounts)
    .where(eq(accounts.id, ctx.actor.accountId))
  invariant(policy !== undefined, 'the account of a context exists')
  return policy
}
export type RoutingPolicy = Awaited<ReturnType<typeof getRoutingPolicy>>
