// lib/stores/save-store-key.ts
import { and, eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Secret } from '@/lib/kernel/secret'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from './find-store'
import { GRACE_MS, type Grace } from './grace'

const HINT_LETTERS = 4

type NewKey = {
  readonly storeId: Id<'store'>
  readonly key: Secret
  /** How long the key before it is believed as well. */
  readonly grace?: Grace
}

/**
 * From here on who knows this key is believed; who knows the one before it, for as long as its
 * grace lasts. What came before any key was saved is read by a replay.
 */
export async function saveStoreKey(
  ctx: Ctx<'member'>,
  { storeId, key, grace = 'none' }: NewKey,
): Promise<Result<null, { code: 'not_allowed' | 'store_not_found' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const plain = key.reveal()
  const now = ctx.now()
  const saved = await ctx.db.transaction(async (tx) => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [before] = await tx.select().from(stores).where(mine).for('update')
    if (before === undefined) return null
    const { sealedKey } = before
    const known = sealedKey === null ? null : ctx.keyring.openText(sealedKey).reveal()
    const kept = known !== null && known !== plain && GRACE_MS[grace] > 0
    // Saving the same key again neither starts a grace nor cuts one short.
    const previous =
      known === plain
        ? {}
        : {
            sealedPreviousKey: kept ? sealedKey : null,
            previousKeyUntil: kept ? new Date(now.getTime() + GRACE_MS[grace]) : null,
          }
    await tx
      .update(stores)
      .set({
        sealedKey: ctx.keyring.sealText(plain),
        keyHint: plain.slice(-HINT_LETTERS),
        keySavedAt: now,
        ...previous,
      })
      .where(mine)
    const details = { ...(known !== null && known !== plain && { grace }) }
    await recordAudit(ctx, tx, { action: 'store.key_saved', subject: storeId, details })
    return before
  })
  if (saved === null) return err({ code: 'store_not_found' })
  forgetAddresses(ctx, saved)
  return ok(null)
}
