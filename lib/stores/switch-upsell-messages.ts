// lib/stores/switch-upsell-messages.ts
import { and, eq, sql } from 'drizzle-orm'
import { type StoreSettings, stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'

type Input = { readonly storeId: Id<'store'>; readonly enabled: boolean }
type SwitchError = { code: 'not_allowed' | 'store_not_found' }

/** From the next event on: whether a purchase of an upsell is told like any other. */
export async function switchUpsellMessages(
  ctx: Ctx<'member'>,
  { storeId, enabled }: Input,
): Promise<Result<null, SwitchError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const change: StoreSettings = { messagesForUpsells: enabled }
  const switched = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(stores)
      .set({ settings: sql`${stores.settings} || ${JSON.stringify(change)}::jsonb` })
      .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
      .returning({ id: stores.id })
    if (row === undefined) return false
    const details = { fields: 'messagesForUpsells' }
    await recordAudit(ctx, tx, { action: 'store.edited', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'store.edited', payload: { storeId } })
    return true
  })
  return switched ? ok(null) : err({ code: 'store_not_found' })
}
