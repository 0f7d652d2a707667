// lib/accounts/change-password.ts
import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { invariant } from '@/lib/kernel/invariant'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import type { Claim } from '@/lib/platform/find-member'
import { checkPassword, hashPassword } from '@/lib/platform/password'
import { emptyBucket, takePlace } from '@/lib/platform/rate-limit'
import type { ChangePasswordInput } from './auth.schema'
import { SIGN_IN_OF_EMAIL } from './limits'

export type ChangePasswordError =
  | { code: 'wrong_password' }
  | { code: 'too_many'; retryAfter: number }

/** Also ends every session, so that a new password shuts out who knew the old one. */
export async function changePassword(
  ctx: Ctx<'member'>,
  { password, newPassword }: ChangePasswordInput,
): Promise<Result<Claim, ChangePasswordError>> {
  const { userId, accountId } = ctx.actor
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId))
  invariant(user !== undefined, 'a member is a person')
  const retryAfter = await takePlace(ctx, SIGN_IN_OF_EMAIL, user.email)
  if (retryAfter > 0) return err({ code: 'too_many', retryAfter })
  if ((await checkPassword(password, user.passwordHash)) === 'wrong') {
    return err({ code: 'wrong_password' })
  }
  await emptyBucket(ctx, SIGN_IN_OF_EMAIL, user.email)
  const passwordHash = await hashPassword(newPassword)
  const sessionVersion = await ctx.db.transaction(async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(and(eq(users.id, userId), eq(users.passwordHash, user.passwordHash)))
      .returning({ sessionVersion: users.sessionVersion })
    if (changed === undefined) return null
    await recordAudit(ctx, tx, { action: 'password.changed', subject: userId })
    return changed.sessionVersion
  })
  if (sessionVersion === null) return err({ code: 'wrong_password' })
  return ok({ userId, accountId, sessionVersion })
}
