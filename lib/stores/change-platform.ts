// lib/stores/change-platform.ts
import { and, eq, sql } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from './find-store'
import { NATIVE } from './views'

type Input = { readonly storeId: Id<'store'>; readonly platform: string }
type ChangeError = { code: 'not_allowed' | 'store_not_found' | 'platform_in_use' }

/**
 * Only while nothing has come: what was received is read as what it was sent as. A key of the other
 * platform is no key of this one.
 */
export async function changePlatform(
  ctx: Ctx<'member'>,
  { storeId, platform }: Input,
): Promise<Result<null, ChangeError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx): Promise<Result<null, ChangeError>> => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [store] = await tx.select().from(stores).where(mine).for('update')
    if (store === undefined || store.platform === NATIVE) return err({ code: 'store_not_found' })
    if (store.platform === platform) return ok(null)
    const [received] = await tx
      .select({ one: sql`1` })
      .from(postbacks)
      .where(eq(postbacks.storeId, storeId))
      .limit(1)
    if (received !== undefined) return err({ code: 'platform_in_use' })
    await tx
      .update(stores)
      .set({
        platform,
        ...{ sealedKey: null, keyHint: null, keySavedAt: null },
        ...{ sealedPreviousKey: null, previousKeyUntil: null },
      })
      .where(mine)
    const details = { fields: 'platform', platform }
    await recordAudit(ctx, tx, { action: 'store.edited', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'store.edited', payload: { storeId } })
    forgetAddresses(ctx, store)
    return ok(null)
  })
}
