// tests/support/given-account.ts
import { accounts, members, users } from '@/db/schema/accounts'
import type { Ctx, Role, Tools } from '@/lib/platform/context'

/** A company with one member in it, and no password that anybody could sign in with. */
export async function givenAccount(tools: Tools, role: Role = 'owner'): Promise<Ctx<'member'>> {
  const accountId = tools.newId('account')
  await tools.db
    .insert(accounts)
    .values({ id: accountId, name: 'Quintal Sonoro', createdAt: tools.now() })
  return givenMember(tools, accountId, role)
}

export async function givenMember(
  tools: Tools,
  accountId: Ctx<'member'>['actor']['accountId'],
  role: Role,
): Promise<Ctx<'member'>> {
  const [userId, id] = [tools.newId('user'), tools.newId('member')]
  const createdAt = tools.now()
  const email = `${userId}@exemplo.com.br`
  const nobody = { name: 'Nina Prado', passwordHash: 'scrypt$1$1$1$$', createdAt }
  await tools.db.insert(users).values({ id: userId, email, ...nobody })
  await tools.db.insert(members).values({ id, accountId, userId, role, createdAt })
  return { ...tools, actor: { kind: 'member', accountId, userId, role } }
}
