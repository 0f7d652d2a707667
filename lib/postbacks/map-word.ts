// lib/postbacks/map-word.ts
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { PURCHASE_EVENTS } from '@/db/schema/purchases'
import { type StoreSettings, stores } from '@/db/schema/stores'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from '@/lib/stores/find-store'
import { StoreId } from '@/lib/stores/store.schema'

const MAX_WORDS = 200
const MEANINGS = PURCHASE_EVENTS.filter((event) => event !== 'unknown')

export const MapWordInput = z.object({
  storeId: StoreId,
  /** The platform's own word, exactly as it came. */
  word: z.string().min(1).max(300),
  /** What it means; null takes the answer back. */
  event: z.enum(MEANINGS).nullable(),
})
export type MapWordInput = z.output<typeof MapWordInput>

type MapWordError = { readonly code: 'not_allowed' | 'store_not_found' | 'too_many_words' }

/**
 * What a word nobody knew means in this store, from the next delivery on. What waits for it is read
 * by a replay, which the caller asks for.
 */
export async function mapWord(
  ctx: Ctx<'member'>,
  { storeId, word, event }: MapWordInput,
): Promise<Result<null, MapWordError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
  const saved = await ctx.db.transaction(async (tx) => {
    const [row] = await tx.select().from(stores).where(mine).for('update')
    if (row === undefined) return 'store_not_found'
    const { [word]: _, ...others } = row.settings.eventMap ?? {}
    if (Object.keys(others).length >= MAX_WORDS) return 'too_many_words'
    const eventMap = event === null ? others : { ...others, [word]: event }
    const settings: StoreSettings = { ...row.settings, eventMap }
    await tx.update(stores).set({ settings }).where(mine)
    const details = { word, event: event ?? '' }
    await recordAudit(ctx, tx, { action: 'store.word_mapped', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'store.edited', payload: { storeId } })
    return row
  })
  if (typeof saved === 'string') return err({ code: saved })
  forgetAddresses(ctx, saved)
  return ok(null)
}
