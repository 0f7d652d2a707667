// lib/accounts/accept-invitation.ts
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invitations, members, users } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Tools } from '@/lib/platform/context'
import type { Claim } from '@/lib/platform/find-member'
import { hashPassword } from '@/lib/platform/password'
import { takePlace } from '@/lib/platform/rate-limit'
import type { ConfirmInput, JoinInput } from './auth.schema'
import { findInvitation, type OpenInvitation } from './find-invitation'
import { SIGN_UP_FROM } from './limits'
import { signIn } from './sign-in'

export type AcceptError =
  | { code: 'invitation_over' | 'wrong_password' }
  | { code: 'too_many'; retryAfter: number }

/** Somebody new: the link itself says that the e-mail is theirs. */
export async function joinByInvitation(
  tools: Tools,
  token: string,
  { name, password }: JoinInput,
  address: string,
): Promise<Result<Claim, AcceptError>> {
  const retryAfter = await takePlace(tools, SIGN_UP_FROM, address)
  if (retryAfter > 0) return err({ code: 'too_many', retryAfter })
  const invitation = await findInvitation(tools, token)
  if (invitation === null || invitation.userId !== null) return err({ code: 'invitation_over' })

  const passwordHash = await hashPassword(password)
  const userId = tools.newId('user')
  const { email } = invitation
  return accept(tools, invitation, userId, async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ id: userId, email, name, passwordHash, createdAt: tools.now() })
      .onConflictDoNothing({ target: users.email })
      .returning({ sessionVersion: users.sessionVersion })
    return user?.sessionVersion ?? null
  })
}

/** Somebody who already has a password here: a link that went astray does not open their account. */
export async function confirmInvitation(
  tools: Tools,
  token: string,
  { password }: ConfirmInput,
  address: string,
): Promise<Result<Claim, AcceptError>> {
  const invitation = await findInvitation(tools, token)
  if (invitation === null || invitation.userId === null) return err({ code: 'invitation_over' })
  const { email, userId } = invitation
  const signed = await signIn(tools, { email, password }, address)
  // Being a member of nothing any more is no reason against becoming one.
  if (!signed.ok && signed.error.code !== 'no_account') return err(signed.error)
  return accept(tools, invitation, userId, async (tx) => {
    const [user] = await tx
      .select({ sessionVersion: users.sessionVersion })
      .from(users)
      .where(eq(users.id, userId))
    return user?.sessionVersion ?? null
  })
}

/** The link's row is the lock: of two who come at the same moment, the second finds it spent. */
async function accept(
  tools: Tools,
  { id, accountId, role }: OpenInvitation,
  userId: Id<'user'>,
  versionOf: (tx: Tx) => Promise<number | null>,
): Promise<Result<Claim, AcceptError>> {
  const ctx = { ...tools, actor: { kind: 'member', accountId, userId, role } as const }
  const sessionVersion = await tools.db.transaction(async (tx) => {
    const open = and(eq(invitations.id, id), isNull(invitations.closedAt))
    const [locked] = await tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(open)
      .for('update')
    const version = locked === undefined ? null : await versionOf(tx)
    if (version === null) return null
    const memberId = tools.newId('member')
    const createdAt = tools.now()
    await tx
      .insert(members)
      .values({ id: memberId, accountId, userId, role, createdAt })
      .onConflictDoNothing()
    await tx.update(invitations).set({ closedAt: createdAt }).where(eq(invitations.id, id))
    await recordAudit(ctx, tx, { action: 'member.joined', subject: memberId, details: { role } })
    return version
  })
  if (sessionVersion === null) return err({ code: 'invitation_over' })
  return ok({ userId, accountId, sessionVersion })
}
