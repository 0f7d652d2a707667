// lib/stores/get-store-for-reading.ts
import { and, eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'

/** What judges a postback that was kept earlier: the key as it is saved now. */
export async function getStoreForReading(
  ctx: Ctx,
  id: Id<'store'>,
): Promise<{ readonly key: Secret | null }> {
  const [row] = await ctx.db
    .select({ sealedKey: stores.sealedKey })
    .from(stores)
    .where(and(eq(stores.id, id), eq(stores.accountId, ctx.actor.accountId)))
  invariant(row, 'a kept postback has a store')
  return { key: row.sealedKey === null ? null : ctx.keyring.openText(row.sealedKey) }
}
