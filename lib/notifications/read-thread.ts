// lib/notifications/read-thread.ts
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { ruleSteps, rules } from '@/db/schema/rules'
import { threadEvents } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import type { PurchaseView } from '@/lib/purchases/views'
import type { Existing } from './decide'
import type { Happening } from './happening'

/** Renewals of one subscription come without a cart: its charges are threads of their own. */
type Also = Pick<PurchaseView, 'storeId' | 'subscription'>

/** What a thread has seen and said, under its lock, with what its subscription did elsewhere. */
export async function readThread(tx: Tx, threadId: Id<'thread'>, { storeId, subscription }: Also) {
  const code = subscription?.code
  const seen = await tx
    .select()
    .from(threadEvents)
    .where(
      code === undefined
        ? eq(threadEvents.threadId, threadId)
        : or(
            eq(threadEvents.threadId, threadId),
            and(eq(threadEvents.storeId, storeId), eq(threadEvents.subscriptionKey, code)),
          ),
    )
    .orderBy(threadEvents.purchaseId)
  const elsewhere =
    code === undefined
      ? []
      : await selectMessages(
          tx,
          and(
            eq(messages.storeId, storeId),
            eq(messages.subscriptionKey, code),
            eq(messages.event, 'subscription_overdue'),
            ne(messages.threadId, threadId),
          ),
        )
  const own = await selectMessages(tx, eq(messages.threadId, threadId))
  return {
    // Of another thread only the subscription's own news counts here.
    seen: seen
      .filter((e) => e.threadId === threadId || e.event.startsWith('subscription_'))
      .map(happeningOf),
    existing: [...own, ...elsewhere],
  }
}

type EventRow = Omit<typeof threadEvents.$inferSelect, 'accountId' | 'storeId' | 'receivedAt'>

const happeningOf = (row: EventRow): Happening => ({
  purchaseId: row.purchaseId,
  event: row.event as PurchaseEvent,
  orderKind: row.orderKind,
  orderKey: row.orderKey,
  at: row.occurredAt,
  spoken: row.spoken,
  subscriptionKey: row.subscriptionKey,
})

async function selectMessages(tx: Tx, where: ReturnType<typeof and>): Promise<Existing[]> {
  const rows = await tx
    .select({ message: messages, enabled: ruleSteps.enabled })
    .from(messages)
    .innerJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    // A step may have been taken away since.
    .leftJoin(ruleSteps, and(eq(ruleSteps.ruleId, rules.id), eq(ruleSteps.step, messages.step)))
    .where(where)
    .orderBy(messages.id)
  return rows.map(({ message, enabled }) => ({
    id: message.id,
    of: ofMessage(message),
    rule: message.rule,
    step: message.step,
    outside: message.outsidePath,
    state: message.state,
    reasonCode: message.reasonCode,
    reasonEvent: message.reasonEvent,
    sendable: enabled === true && (message.to !== null || message.email !== null),
    sentAt: message.sentAt,
  }))
}

type MessageRow = typeof messages.$inferSelect

/** The event that a message is about, as the message remembers it. */
export const ofMessage = (message: MessageRow): Happening => ({
  purchaseId: message.purchaseId,
  event: message.event as PurchaseEvent,
  orderKind: message.orderKind,
  orderKey: message.orderKey,
  at: message.occurredAt,
  spoken: true,
  subscriptionKey: message.subscriptionKey,
})

/** Everything that several threads have seen, by thread. */
export async function seenByAll(
  tx: Tx,
  ids: readonly Id<'thread'>[],
): Promise<ReadonlyMap<Id<'thread'>, readonly Happening[]>> {
  const rows = await tx
    .select()
    .from(threadEvents)
    .where(inArray(threadEvents.threadId, [...ids]))
    .orderBy(threadEvents.purchaseId)
  const seen = new Map<Id<'thread'>, Happening[]>()
  for (const row of rows) {
    seen.set(row.threadId, [...(seen.get(row.threadId) ?? []), happeningOf(row)])
  }
  return seen
}
