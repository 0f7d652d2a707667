// lib/notifications/buyer-thread.ts
import { and, eq, inArray, max, min } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { threadEvents, threads } from '@/db/schema/threads'
import type { PurchaseView } from '@/lib/purchases/views'
import { newsOf } from './happening'

/** A buyer's thread is one stretch of interest: a week of silence ends it, and the next one begins. */
const LIFE_MS = 7 * 24 * 60 * 60_000
/** Nobody comes back to one product that often; whoever does goes on in the last. */
const MOST_LIVES = 100

const keyOf = (base: string, life: number) => (life === 1 ? base : `${base}#${life}`)

/**
 * The key of the stretch that an event belongs to: the one that was alive when it happened. Asked
 * under the lock of the first one, so that two events that arrive
 * together begin no two stretches.
 */
export async function livingKey(tx: Tx, purchase: PurchaseView): Promise<string> {
  const { storeId, threadKey: base } = purchase
  const keys = Array.from({ length: MOST_LIVES }, (_, index) => keyOf(base, index + 1))
  const lives = await tx
    .select({
      id: threads.id,
      key: threads.key,
      from: min(threadEvents.occurredAt),
      until: max(threadEvents.occurredAt),
    })
    .from(threads)
    .leftJoin(threadEvents, eq(threadEvents.threadId, threads.id))
    .where(and(eq(threads.storeId, storeId), eq(threads.kind, 'buyer'), inArray(threads.key, keys)))
    .groupBy(threads.id)
  const at = newsOf(purchase, false).at.getTime()
  const alive = lives.find(
    ({ from, until }) =>
      from === null ||
      until === null ||
      (at >= from.getTime() - LIFE_MS && at <= until.getTime() + LIFE_MS),
  )
  return alive?.key ?? keyOf(base, Math.min(lives.length + 1, MOST_LIVES))
}

/**
 * What an order is called in a stretch. A cart whose name was made from its buyer and its offer
 * comes again under the same name: in another stretch it is another cart.
 */
export const orderKeyIn = (threadKey: string, { threadKey: base, orderKey }: PurchaseView) =>
  `${orderKey}${threadKey.slice(base.length)}`
