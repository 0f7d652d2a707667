// tests/support/given-store.ts
import { accounts } from '@/db/schema/accounts'
import { stores } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'

/** The key in every PayT fixture. */
export const PAYT_KEY = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'

/** A store of an account of its own, with the fixtures' key saved unless the test says otherwise. */
export async function givenStore(base: Ctx, { key = PAYT_KEY }: { key?: string | null } = {}) {
  const accountId = base.newId('account')
  const actor = { kind: 'job', accountId, name: 'test' } as const
  const ctx: Ctx<'job'> = { ...base, actor }
  const id = ctx.newId('store')
  const token = `token_${id}`
  await ctx.db.insert(accounts).values({
    id: accountId,
    name: 'Corda Solta',
    createdAt: ctx.now(),
  })
  await ctx.db.insert(stores).values({
    id,
    accountId,
    name: 'Turma 7',
    platform: 'payt',
    state: 'waiting',
    token,
    sealedKey: key === null ? null : ctx.keyring.sealText(key),
    settings: {},
    createdAt: ctx.now(),
  })
  const saved = key === null ? null : new Secret(key)
  return { ctx, id, accountId, token, platform: 'payt', key: saved, settings: {} }
}

export type GivenStore = Awaited<ReturnType<typeof givenStore>>
