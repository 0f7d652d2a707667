// lib/postbacks/read-postback.ts
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type PostbackState, postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type Recorded, recordPurchase, type Tell } from '@/lib/purchases/record-purchase'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { noteFirstEvent } from '@/lib/stores/note-first-event'
import { deliveryKeyOf } from './delivery-key'
import { type Glance, glance } from './glance'
import { needsKey } from './needs-key'
import { findPlatform } from './registry'
import { sentOf } from './sent-of'

export type Reading =
  | { readonly outcome: 'gone' | 'read_before' }
  | { readonly outcome: 'quarantined'; readonly reason: string }
  | { readonly outcome: 'read'; readonly purchases: readonly Recorded[] }

type Row = typeof postbacks.$inferSelect

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

  const seen = await judge(ctx, row)
  if (seen.shape !== 'known') return quarantine(ctx, row, seen)
  const purchases = await ctx.db.transaction((tx) => record(ctx, tx, row, seen, tell))
  return { outcome: 'read', purchases }
}

async function readFirstOf(ctx: Ctx, { storeId, deliveryKey }: Row): Promise<void> {
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

const UNJUDGED: ReadonlySet<string | null> = new Set(['no_key_saved', 'key_differs', 'no_mapping'])

/** What was kept before it could be judged is believed only when it carries the key that is now. */
async function judge(ctx: Ctx, row: Row): Promise<Glance> {
  const sent = sentOf(ctx, row)
  const { key, settings } = await getStoreForReading(ctx, row.storeId)
  const seen = glance({ platform: row.platform, settings }, sent)
  if (!UNJUDGED.has(row.reason) || !needsKey({ platform: row.platform, settings })) return seen
  if (key === null) return { ...seen, shape: 'quarantined', reason: 'no_key_saved' }
  const trusted = findPlatform(row.platform)?.trusts(sent, key, settings) ?? false
  return trusted ? seen : { ...seen, shape: 'quarantined', reason: 'key_differs' }
}

async function quarantine(ctx: Ctx, row: Row, seen: Glance): Promise<Reading> {
  const { reason, event, orderKey, mapperVersion } = seen
  if (row.state !== 'duplicate') {
    await ctx.db
      .update(postbacks)
      .set({ state: 'quarantined', reason, event, orderKey, mapperVersion })
      .where(and(eq(postbacks.id, row.id), eq(postbacks.state, row.state)))
  }
  return { outcome: 'quarantined', reason: reason ?? 'unknown_shape' }
}

async function record(ctx: Ctx, tx: Tx, row: Row, seen: Glance, tell: Tell) {
  const key = deliveryKeyOf(row.storeId, seen.parts, sentOf(ctx, row).bytes)
  const recorded: Recorded[] = []
  for (const [index, purchase] of seen.purchases.entries()) {
    const source = {
      storeId: row.storeId,
      platform: row.platform,
      postbackId: row.id,
      deliveryKey: index === 0 ? key : `${key}#${index}`,
      mapperVersion: seen.mapperVersion,
      receivedAt: row.receivedAt,
    }
    recorded.push(await recordPurchase(ctx, tx, { purchase, source, tell }))
  }
  const { event, orderKey, mapperVersion } = seen
  await tx
    .update(postbacks)
    .set({
      state: stateAfter(row, seen),
      reason: null,
      event,
      orderKey,
      mapperVersion,
      readAt: ctx.now(),
    })
    .where(eq(postbacks.id, row.id))
  await noteFirstEvent(ctx, tx, row.storeId, row.receivedAt)
  return recorded
}

const stateAfter = ({ state }: Row, { test }: Glance): PostbackState => {
  if (state === 'duplicate') return state
  return test ? 'test' : 'accepted'
}
