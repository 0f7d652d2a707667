// lib/accounts/cancel-invitation.ts
import { and, eq, isNull } from 'drizzle-orm'
import { invitations } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'

export async function cancelInvitation(
  ctx: Ctx<'member'>,
  invitationId: Id<'invitation'>,
): Promise<Result<null, { code: 'not_allowed' | 'invitation_not_found' }>> {
  if (notAllowed(ctx, 'team')) return err({ code: 'not_allowed' })
  const closed = await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(invitations)
      .set({ closedAt: ctx.now() })
      .where(
        and(
          eq(invitations.id, invitationId),
          eq(invitations.accountId, ctx.actor.accountId),
          isNull(invitations.closedAt),
        ),
      )
      .returning({ id: invitations.id })
    if (rows.length === 0) return false
    await recordAudit(ctx, tx, { action: 'invitation.canceled', subject: invitationId })
    return true
  })
  return closed ? ok(null) : err({ code: 'invitation_not_found' })
}
