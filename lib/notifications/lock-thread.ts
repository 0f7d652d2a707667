// lib/notifications/lock-thread.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { threadOrders, threads } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseView } from '@/lib/purchases/views'

export type Thread = { readonly id: Id<'thread'>; readonly key: string }

/**
 * The thread of an event, locked until the transaction ends. An order stays in the thread it began
 * in, though a later event no longer names its cart.
 */
export async function lockThread(ctx: Ctx, tx: Tx, purchase: PurchaseView): Promise<Thread> {
  const { storeId } = purchase
  const [known] = await tx
    .select({ id: threadOrders.threadId })
    .from(threadOrders)
    .where(
      and(
        eq(threadOrders.storeId, storeId),
        eq(threadOrders.kind, purchase.orderKind),
        eq(threadOrders.key, purchase.orderKey),
      ),
    )
  if (known === undefined) await openThread(ctx, tx, purchase)
  const [thread] = await tx
    .select({ id: threads.id, key: threads.key })
    .from(threads)
    .where(
      known === undefined
        ? and(
            eq(threads.storeId, storeId),
            eq(threads.kind, purchase.threadKind),
            eq(threads.key, purchase.threadKey),
          )
        : eq(threads.id, known.id),
    )
    .for('update')
  invariant(thread, 'a thread that was opened is there')
  return thread
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
