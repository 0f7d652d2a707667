// lib/notifications/lock-thread.ts
import { and, eq, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { threadEvents, threadOrders, threads } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseView } from '@/lib/purchases/views'
import { livingKey, orderKeyIn } from './buyer-thread'

export type Thread = {
  readonly id: Id<'thread'>
  readonly key: string
  /** What the event's order is called in it. */
  readonly orderKey: string
}

/**
 * The thread of an event, locked until the transaction ends. An order stays in the thread it began
 * in, though a later event no longer names its cart; and an event in the one it was told in, though
 * it is read again with other names: or whoever heard of it would hear of it again.
 */
export async function lockThread(ctx: Ctx, tx: Tx, purchase: PurchaseView): Promise<Thread> {
  const { orderKind, orderKey, threadKind, threadKey } = purchase
  const told = await toldIn(tx, purchase)
  if (told !== undefined) {
    return { ...(await locked(tx, eq(threads.id, told.threadId))), orderKey: told.orderKey }
  }
  const known = await threadOf(tx, purchase)
  const comesAgain = threadKind === 'buyer' && orderKind === 'cart'
  if (known !== undefined && !comesAgain) {
    return { ...(await locked(tx, eq(threads.id, known))), orderKey }
  }
  const first = await lockByKey(ctx, tx, purchase, threadKey)
  if (threadKind !== 'buyer') return { ...first, orderKey }
  const key = await livingKey(tx, purchase)
  const living = key === threadKey ? first : await lockByKey(ctx, tx, purchase, key)
  const elsewhere = known !== undefined && known !== living.id
  return { ...living, orderKey: elsewhere ? orderKeyIn(living.key, purchase) : orderKey }
}

async function toldIn(tx: Tx, { id }: PurchaseView) {
  const [event] = await tx
    .select({ threadId: threadEvents.threadId, orderKey: threadEvents.orderKey })
    .from(threadEvents)
    .where(eq(threadEvents.purchaseId, id))
  return event
}

async function threadOf(tx: Tx, { storeId, orderKind, orderKey }: PurchaseView) {
  const [known] = await tx
    .select({ id: threadOrders.threadId })
    .from(threadOrders)
    .where(
      and(
        eq(threadOrders.storeId, storeId),
        eq(threadOrders.kind, orderKind),
        eq(threadOrders.key, orderKey),
      ),
    )
  return known?.id
}

async function locked(tx: Tx, where: SQL | undefined) {
  const [thread] = await tx
    .select({ id: threads.id, key: threads.key })
    .from(threads)
    .where(where)
    .for('update')
  invariant(thread, 'a thread that was opened is there')
  return thread
}

async function lockByKey(ctx: Ctx, tx: Tx, purchase: PurchaseView, key: string) {
  const { storeId, threadKind } = purchase
  await openThread(ctx, tx, { ...purchase, threadKey: key })
  const named = and(eq(threads.kind, threadKind), eq(threads.key, key))
  return locked(tx, and(eq(threads.storeId, storeId), named))
}

const openThread = (ctx: Ctx, tx: Tx, { storeId, threadKind, threadKey }: PurchaseView) =>
  tx
    .insert(threads)
    .values({
      id: ctx.newId('thread'),
      accountId: ctx.actor.accountId,
      ...{ storeId, kind: threadKind, key: threadKey },
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()

/** The lock alone, for whoever changes messages of a thread that exists. */
export async function lockThreadById(tx: Tx, id: Id<'thread'>): Promise<void> {
  await tx.select({ id: threads.id }).from(threads).where(eq(threads.id, id)).for('update')
}
