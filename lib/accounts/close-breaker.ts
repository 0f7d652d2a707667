// lib/accounts/close-breaker.ts
import { and, eq, isNull } from 'drizzle-orm'
import { acquirerCredentials } from '@/db/schema/accounts'
import { err, ok, type Result } from '@/lib/kernel/result'
import { afterAnswer } from '@/lib/payments/breaker'
import { moveBreaker } from '@/lib/payments/tell-breaker'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'

/** Somebody knows that the acquirer is back: sales start there again without waiting for a try. */
export async function closeBreaker(
  ctx: Ctx<'member'>,
  code: string,
): Promise<Result<null, { code: 'not_allowed' | 'acquirer_without_credentials' }>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const { accountId, acquirer, environment, purpose, replacedAt, id } = acquirerCredentials
  const [saved] = await ctx.db
    .select({ id, acquirer, environment })
    .from(acquirerCredentials)
    .where(
      and(
        eq(accountId, ctx.actor.accountId),
        eq(acquirer, code),
        eq(purpose, 'sales'),
        isNull(replacedAt),
      ),
    )
  if (saved === undefined) return err({ code: 'acquirer_without_credentials' })
  await moveBreaker(ctx, saved, async (tx, now) => {
    const next = afterAnswer(now, ctx.now())
    const details = { acquirer: code }
    if (next !== now)
      await recordAudit(ctx, tx, { action: 'breaker.closed', subject: saved.id, details })
    return next
  })
  return ok(null)
}
