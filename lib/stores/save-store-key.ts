// lib/stores/save-store-key.ts
import { and, eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetStore } from './find-store'
import type { SaveStoreKeyInput } from './store.schema'

const HINT_LETTERS = 4

/** From here on only who knows this key is believed. What came before is read by a replay. */
export async function saveStoreKey(
  ctx: Ctx<'member'>,
  { storeId, key }: SaveStoreKeyInput,
): Promise<Result<null, { code: 'not_allowed' | 'store_not_found' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const plain = key.reveal()
  const token = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(stores)
      .set({
        sealedKey: ctx.keyring.sealText(plain),
        keyHint: plain.slice(-HINT_LETTERS),
        keySavedAt: ctx.now(),
      })
      .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
      .returning({ token: stores.token })
    if (row === undefined) return null
    await recordAudit(ctx, tx, { action: 'store.key_saved', subject: storeId })
    return row.token
  })
  if (token === null) return err({ code: 'store_not_found' })
  forgetStore(ctx, token)
  return ok(null)
}
