// lib/postbacks/record-seen.ts
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type PostbackState, postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Ctx } from '@/lib/platform/context'
import { type Recorded, recordPurchase, type Tell } from '@/lib/purchases/record-purchase'
import type { ReadingStore } from '@/lib/stores/get-store-for-reading'
import { deliveryKeyOf } from './delivery-key'
import { type Glance, glance, UNJUDGED_REASONS } from './glance'
import { withoutKey } from './kept-headers'
import { needsKey } from './needs-key'
import { findPlatform } from './registry'
import { sentOf } from './sent-of'

export type KeptPostback = typeof postbacks.$inferSelect

/** What was kept before it could be judged is believed only when it carries the key that is now. */
export function judgeKept(ctx: Ctx, row: KeptPostback, { key, settings }: ReadingStore): Glance {
  const sent = sentOf(ctx, row)
  const seen = glance({ platform: row.platform, settings }, sent)
  if (!UNJUDGED_REASONS.has(row.reason) || !needsKey({ platform: row.platform, settings }))
    return seen
  if (key === null) return { ...seen, shape: 'quarantined', reason: 'no_key_saved' }
  const trusted = findPlatform(row.platform)?.trusts(sent, key, settings) ?? false
  return trusted ? seen : { ...seen, shape: 'quarantined', reason: 'key_differs' }
}

type Seen = { readonly row: KeptPostback; readonly seen: Glance; readonly tell: Tell }

/** In the caller's transaction: its purchases, their facts, and that it was read. */
export async function recordSeen(ctx: Ctx, tx: Tx, { row, seen, tell }: Seen) {
  const key =
    (await keyBefore(tx, row)) ?? deliveryKeyOf(row.storeId, seen.parts, ctx.keyring.open(row.body))
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
    recorded.push(await recordPurchase(ctx, tx, { purchase, source, tell: tellOf(row, tell) }))
  }
  const { event, orderKey, mapperVersion } = seen
  const now = { event, orderKey, mapperVersion, readAt: ctx.now() }
  const headers = withoutKey(row.headers)
  await tx
    .update(postbacks)
    .set({ state: stateAfter(row, seen), reason: null, ...now, ...(headers && { headers }) })
    .where(eq(postbacks.id, row.id))
  return recorded
}

/** What it was read as before keeps its name, whatever the reader of today would call it. */
async function keyBefore(tx: Tx, { id, storeId, orderKey, readAt }: KeptPostback) {
  if (readAt === null || orderKey === null) return undefined
  const [before] = await tx
    .select({ deliveryKey: purchaseEvents.deliveryKey })
    .from(purchaseEvents)
    .where(
      and(
        eq(purchaseEvents.storeId, storeId),
        eq(purchaseEvents.orderKey, orderKey),
        eq(purchaseEvents.postbackId, id),
      ),
    )
    .orderBy(asc(purchaseEvents.id))
    .limit(1)
  return before?.deliveryKey
}

/** Other bytes of what was read: their order is brought up to date, and nobody is told it twice. */
const tellOf = ({ state }: KeptPostback, tell: Tell): Tell =>
  state === 'duplicate' && tell === 'news' ? 'always' : tell

const stateAfter = ({ state }: KeptPostback, { test }: Glance): PostbackState => {
  if (state === 'duplicate') return state
  return test ? 'test' : 'accepted'
}
