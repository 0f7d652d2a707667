// lib/platform/find-member.ts
import { and, eq } from 'drizzle-orm'
import { members, users } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from './context'

/** What a session cookie says. It is believed only as far as the database agrees. */
export type Claim = {
  readonly userId: Id<'user'>
  readonly sessionVersion: number
  readonly accountId: Id<'account'>
}

/**
 * The member a cookie speaks of, or null: the person signed out everywhere, was removed, or never
 * was in that account. One query, because it runs before every page.
 */
export async function findMemberOf(
  tools: Tools,
  { userId, sessionVersion, accountId }: Claim,
): Promise<Ctx<'member'> | null> {
  const [member] = await tools.db
    .select({ role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.userId, userId),
        eq(members.accountId, accountId),
        eq(users.sessionVersion, sessionVersion),
      ),
    )
  if (member === undefined) return null
  return { ...tools, actor: { kind: 'member', accountId, userId, role: member.role } }
}
