// lib/stores/save-mapping.ts
import { and, eq } from 'drizzle-orm'
import { type Mapping, type StoreSettings, stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from './find-store'

type Input = { readonly storeId: Id<'store'>; readonly mapping: Mapping }
type SaveMappingError = { code: 'not_allowed' | 'store_not_found' }

/** From the next delivery on. What waits for it is read by a replay, which the caller asks for. */
export async function saveMapping(
  ctx: Ctx<'member'>,
  { storeId, mapping }: Input,
): Promise<Result<null, SaveMappingError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const saved = await ctx.db.transaction(async (tx) => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [row] = await tx.select().from(stores).where(mine).for('update')
    if (row === undefined) return null
    const settings: StoreSettings = { ...row.settings, mapping }
    await tx.update(stores).set({ settings }).where(mine)
    const details = {
      fields: Object.keys(mapping.fields).join(','),
      events: String(Object.keys(mapping.events).length),
      secret: mapping.secret.in,
    }
    await recordAudit(ctx, tx, { action: 'store.mapping_saved', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'store.edited', payload: { storeId } })
    return row
  })
  if (saved === null) return err({ code: 'store_not_found' })
  forgetAddresses(ctx, saved)
  return ok(null)
}
