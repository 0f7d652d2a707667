// lib/accounts/sign-in.ts
import { and, asc, eq } from 'drizzle-orm'
import { members, users } from '@/db/schema/accounts'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Tools } from '@/lib/platform/context'
import type { Claim } from '@/lib/platform/find-member'
import { checkPassword, hashPassword, NOBODYS_HASH } from '@/lib/platform/password'
import { emptyBucket, givePlaceBack, takePlace } from '@/lib/platform/rate-limit'
import type { SignInInput } from './auth.schema'
import { SIGN_IN_FROM, SIGN_IN_OF_EMAIL } from './limits'

export type SignedIn = Claim & { readonly email: string; readonly name: string }
export type SignInError =
  | { code: 'wrong_password' }
  | { code: 'no_account' }
  | { code: 'too_many'; retryAfter: number }

/**
 * Whose e-mail and password these are. A place in the buckets is taken before the guess and given
 * back after a right one, so that guesses made at the same moment all count.
 */
export async function signIn(
  tools: Tools,
  { email, password }: SignInInput,
  address: string,
): Promise<Result<SignedIn, SignInError>> {
  const retryAfter = Math.max(
    await takePlace(tools, SIGN_IN_FROM, address),
    await takePlace(tools, SIGN_IN_OF_EMAIL, email),
  )
  if (retryAfter > 0) return err({ code: 'too_many', retryAfter })

  const [user] = await tools.db.select().from(users).where(eq(users.email, email))
  // An unknown e-mail takes as long as a wrong password: the clock tells nobody who has an account.
  const checked = await checkPassword(password, user?.passwordHash ?? NOBODYS_HASH)
  if (user === undefined || checked === 'wrong') return err({ code: 'wrong_password' })

  await emptyBucket(tools, SIGN_IN_OF_EMAIL, email)
  await givePlaceBack(tools, SIGN_IN_FROM, address)
  if (checked === 'stale') await renewHash(tools, user, password)
  const [first] = await tools.db
    .select({ accountId: members.accountId })
    .from(members)
    .where(eq(members.userId, user.id))
    .orderBy(asc(members.id))
    .limit(1)
  if (first === undefined) return err({ code: 'no_account' })
  const { id: userId, sessionVersion, name } = user
  return ok({ userId, sessionVersion, accountId: first.accountId, email, name })
}

async function renewHash(
  { db }: Tools,
  { id, passwordHash }: Pick<typeof users.$inferSelect, 'id' | 'passwordHash'>,
  password: SignInInput['password'],
): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(password) })
    .where(and(eq(users.id, id), eq(users.passwordHash, passwordHash)))
}
