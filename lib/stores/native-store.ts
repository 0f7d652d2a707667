// lib/stores/native-store.ts
import { and, eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { makeStoreToken } from './create-store'
import { NATIVE } from './views'

/**
 * The store that sales of our own belong to, made when the first of them happens. It needs no key
 * and no address; it is edited like any other. Buyers read its name in messages, so that it begins
 * with the name of the company.
 */
export async function ensureNativeStore(ctx: Ctx): Promise<Id<'store'>> {
  const { accountId } = ctx.actor
  const mine = and(eq(stores.accountId, accountId), eq(stores.platform, NATIVE))
  const known = () => ctx.db.select({ id: stores.id }).from(stores).where(mine)
  const [before] = await known()
  if (before !== undefined) return before.id

  const id = ctx.newId('store')
  const [account] = await ctx.db
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  invariant(account, 'who sold has an account')
  const now = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const made = await tx
      .insert(stores)
      .values({
        ...{ id, accountId, name: account.name },
        platform: NATIVE,
        state: 'active',
        token: makeStoreToken(),
        settings: {},
        createdAt: now,
        firstEventAt: now,
      })
      .onConflictDoNothing() // Two first sales at the same instant make one store.
      .returning({ id: stores.id })
    if (made.length === 0) return
    await recordFact(ctx, tx, { name: 'store.created', payload: { storeId: id } })
  })
  const [store] = await known()
  invariant(store, 'the native store was made by us or by another')
  return store.id
}
