// lib/stores/get-store-for-reading.ts
import { and, eq } from 'drizzle-orm'
import { type StoreSettings, stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'

export type ReadingStore = {
  readonly key: Secret | null
  readonly settings: StoreSettings
}

/** What judges and reads a postback that was kept earlier: the store as it is now. */
export async function getStoreForReading(ctx: Ctx, id: Id<'store'>): Promise<ReadingStore> {
  const [row] = await ctx.db
    .select({ sealedKey: stores.sealedKey, settings: stores.settings })
    .from(stores)
    .where(and(eq(stores.id, id), eq(stores.accountId, ctx.actor.accountId)))
  invariant(row, 'a kept postback has a store')
  const key = row.sealedKey === null ? null : ctx.keyring.openText(row.sealedKey)
  return { key, settings: row.settings }
}
