// lib/accounts/acquirer-evidence.ts
import { and, asc, eq, inArray } from 'drizzle-orm'
import { attempts, type Environment } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type Approved = {
  readonly saleId: Id<'sale'>
  readonly environment: Environment
  readonly at: Date
}

/** How far an acquirer has been tried: the first sale it approved, without and with real money. */
export type Evidence = { readonly trial: Approved | null; readonly real: Approved | null }

export async function evidenceOf(ctx: Ctx, acquirer: string): Promise<Evidence> {
  const [sandbox, simulator, real] = await Promise.all([
    firstApproved(ctx, acquirer, 'sandbox'),
    firstApproved(ctx, acquirer, 'simulator'),
    firstApproved(ctx, acquirer, 'production'),
  ])
  return { trial: sandbox ?? simulator, real }
}

/** Whatever became of it later, the acquirer said yes. */
const APPROVED = ['authorized', 'captured', 'voided', 'refunded'] as const

async function firstApproved(
  ctx: Ctx,
  acquirer: string,
  environment: Environment,
): Promise<Approved | null> {
  const [first] = await ctx.db
    .select({ saleId: attempts.saleId, at: attempts.createdAt })
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        eq(attempts.acquirer, acquirer),
        eq(attempts.environment, environment),
        inArray(attempts.status, [...APPROVED]),
      ),
    )
    .orderBy(asc(attempts.id))
    .limit(1)
  return first === undefined ? null : { ...first, environment }
}
