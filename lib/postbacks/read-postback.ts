// lib/postbacks/read-postback.ts
import { and, eq, isNull, ne } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { isAboutData } from '@/lib/platform/database-refusal'
import { log } from '@/lib/platform/log'
import type { Recorded, Tell } from '@/lib/purchases/record-purchase'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { noteFirstEvent } from '@/lib/stores/note-first-event'
import type { Glance } from './glance'
import { judgeKept, type KeptPostback, recordSeen } from './record-seen'

export type Reading =
  | { readonly outcome: 'gone' | 'read_before' }
  | { readonly outcome: 'quarantined'; readonly reason: string }
  | { readonly outcome: 'read'; readonly purchases: readonly Recorded[] }

/**
 * From kept bytes to purchase events, with today's reader. Reading twice changes nothing; `again`
 * reads what was read before, and `tell` says which of its events are told.
 */
export async function readPostback(
  ctx: Ctx,
  id: Id<'postback'>,
  { again = false, tell = 'news' }: { again?: boolean; tell?: Tell } = {},
): Promise<Reading> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
  if (row === undefined) return { outcome: 'gone' }
  if (row.readAt !== null && !again) return { outcome: 'read_before' }
  // The first of its kind is read first, so that it cannot undo what its repetition brings.
  if (row.state === 'duplicate') await readFirstOf(ctx, row)

  const seen = judgeKept(ctx, row, await getStoreForReading(ctx, row.storeId))
  if (seen.shape !== 'known') return quarantine(ctx, row, seen)
  try {
    const purchases = await ctx.db.transaction(async (tx) => {
      const recorded = await recordSeen(ctx, tx, { row, seen, tell })
      await noteFirstEvent(ctx, tx, row.storeId, row.receivedAt)
      return recorded
    })
    return { outcome: 'read', purchases }
  } catch (error) {
    if (!isAboutData(error) && !(error instanceof RangeError)) throw error
    // It would be refused for ever: somebody should look at it, and nobody should try again.
    log.warn('a postback tells what cannot be kept', { id: row.id, error })
    return quarantine(ctx, row, { ...seen, orderKey: null, reason: 'impossible_values' })
  }
}

async function readFirstOf(ctx: Ctx, { storeId, deliveryKey }: KeptPostback): Promise<void> {
  const [first] = await ctx.db
    .select({ id: postbacks.id })
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.deliveryKey, deliveryKey),
        ne(postbacks.state, 'duplicate'),
        isNull(postbacks.readAt),
      ),
    )
  if (first !== undefined) await readPostback(ctx, first.id)
}

async function quarantine(ctx: Ctx, row: KeptPostback, seen: Glance): Promise<Reading> {
  const { reason, event, orderKey, mapperVersion } = seen
  if (row.state !== 'duplicate') {
    await ctx.db
      .update(postbacks)
      .set({ state: 'quarantined', reason, event, orderKey, mapperVersion })
      .where(and(eq(postbacks.id, row.id), eq(postbacks.state, row.state)))
  }
  return { outcome: 'quarantined', reason: reason ?? 'unknown_shape' }
}
