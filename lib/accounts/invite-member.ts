// lib/accounts/invite-member.ts
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { invitations, members, users } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { InviteMemberInput } from './team.schema'

const TOKEN_BYTES = 24
export const INVITATION_DAYS = 7
const DAY_MS = 86_400_000

export const hashInvitation = (token: string) => createHash('sha256').update(token).digest('hex')

export type Invited = {
  readonly invitationId: Id<'invitation'>
  /** Goes into the link, which is shown this once. */
  readonly token: string
}

/** Whoever opens the link in time becomes a member. A second one for the same e-mail ends the first. */
export async function inviteMember(
  ctx: Ctx<'member'>,
  { email, role }: InviteMemberInput,
): Promise<Result<Invited, { code: 'not_allowed' | 'already_member' }>> {
  if (notAllowed(ctx, 'team')) return err({ code: 'not_allowed' })
  const { accountId, userId } = ctx.actor
  const [member] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.accountId, accountId), eq(users.email, email)))
  if (member !== undefined) return err({ code: 'already_member' })

  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const id = ctx.newId('invitation')
  const now = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const { closedAt } = invitations
    await tx
      .update(invitations)
      .set({ closedAt: now })
      .where(
        and(eq(invitations.accountId, accountId), eq(invitations.email, email), isNull(closedAt)),
      )
    await tx.insert(invitations).values({
      id,
      accountId,
      inviterId: userId,
      email,
      role,
      tokenHash: hashInvitation(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
    })
    await recordAudit(ctx, tx, { action: 'member.invited', subject: id, details: { role } })
  })
  return ok({ invitationId: id, token })
}
