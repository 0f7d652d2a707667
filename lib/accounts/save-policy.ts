// lib/accounts/save-policy.ts
import { eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { SavePolicyInput } from './credentials.schema'

/** From the next sale on. What the brands decide is not the producer's to change, and not here. */
export async function savePolicy(
  ctx: Ctx<'member'>,
  policy: SavePolicyInput,
): Promise<Result<null, { code: 'not_allowed' }>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await tx.update(accounts).set(policy).where(eq(accounts.id, accountId))
    const details = Object.fromEntries(
      Object.entries(policy).map(([name, on]) => [name, on ? 'on' : 'off']),
    )
    await recordAudit(ctx, tx, { action: 'routing.saved', subject: accountId, details })
  })
  return ok(null)
}
