// lib/accounts/find-invitation.ts
import { and, eq, gt, isNull } from 'drizzle-orm'
import { accounts, invitations, users } from '@/db/schema/accounts'
import type { Tools } from '@/lib/platform/context'
import { hashInvitation } from './invite-member'

/** What the page behind the link says, or null when the link is spent, over or made up. */
export async function findInvitation(tools: Tools, token: string) {
  const [found] = await tools.db
    .select({
      id: invitations.id,
      accountId: invitations.accountId,
      company: accounts.name,
      email: invitations.email,
      role: invitations.role,
      userId: users.id,
    })
    .from(invitations)
    .innerJoin(accounts, eq(accounts.id, invitations.accountId))
    // Somebody who already has an e-mail and a password here confirms who they are instead.
    .leftJoin(users, eq(users.email, invitations.email))
    .where(
      and(
        eq(invitations.tokenHash, hashInvitation(token)),
        isNull(invitations.closedAt),
        gt(invitations.expiresAt, tools.now()),
      ),
    )
  return found ?? null
}
export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>
