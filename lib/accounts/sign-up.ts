// lib/accounts/sign-up.ts
import { accounts, members, users } from '@/db/schema/accounts'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx, Tools } from '@/lib/platform/context'
import type { Claim } from '@/lib/platform/find-member'
import { hashPassword } from '@/lib/platform/password'
import { takePlace } from '@/lib/platform/rate-limit'
import type { SignUpInput } from './auth.schema'
import { SIGN_UP_FROM } from './limits'

export type SignUpError = { code: 'email_taken' } | { code: 'too_many'; retryAfter: number }

/** A person, their company, and the two together. Without an address (the seed) nobody is limited. */
export async function signUp(
  tools: Tools,
  input: SignUpInput,
  address: string | null,
): Promise<Result<Claim & { readonly actor: Ctx<'member'>['actor'] }, SignUpError>> {
  const retryAfter = address === null ? 0 : await takePlace(tools, SIGN_UP_FROM, address)
  if (retryAfter > 0) return err({ code: 'too_many', retryAfter })

  const passwordHash = await hashPassword(input.password)
  const [accountId, userId] = [tools.newId('account'), tools.newId('user')]
  const actor = { kind: 'member', accountId, userId, role: 'owner' } as const
  const ctx = { ...tools, actor }
  const createdAt = tools.now()
  const created = await tools.db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ id: userId, email: input.email, name: input.name, passwordHash, createdAt })
      .onConflictDoNothing({ target: users.email })
      .returning({ sessionVersion: users.sessionVersion })
    if (user === undefined) return null
    await tx.insert(accounts).values({ id: accountId, name: input.company, createdAt })
    const id = tools.newId('member')
    await tx.insert(members).values({ id, accountId, userId, role: 'owner', createdAt })
    await recordAudit(ctx, tx, { action: 'account.created', subject: accountId })
    return user
  })
  if (created === null) return err({ code: 'email_taken' })
  return ok({ userId, accountId, sessionVersion: created.sessionVersion, actor })
}
