// lib/accounts/open-account.ts
import { and, eq } from 'drizzle-orm'
import { members, users } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import type { Claim } from '@/lib/platform/find-member'

/** The same person in another of their companies. */
export async function openAccount(
  ctx: Ctx<'member'>,
  accountId: Id<'account'>,
): Promise<Result<Claim, { code: 'not_a_member' }>> {
  const { userId } = ctx.actor
  const [member] = await ctx.db
    .select({ sessionVersion: users.sessionVersion })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.userId, userId), eq(members.accountId, accountId)))
  if (member === undefined) return err({ code: 'not_a_member' })
  return ok({ userId, accountId, sessionVersion: member.sessionVersion })
}
