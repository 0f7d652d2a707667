// lib/postbacks/postback-messages.ts
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import { purchaseEvents } from '@/db/schema/purchases'
import { threadEvents } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type MessageOfPostback = {
  readonly id: Id<'message'>
  readonly rule: string
  readonly step: number
  readonly state: MessageState
  readonly reason: ReasonCode | null
  readonly at: Date
  /** Made by it, or changed by it. */
  readonly how: 'made' | 'moved'
}

const MOST = 50
/** One delivery tells at most so many things. */
const MOST_TOLD = 20

/** What a delivery made, and what it took back: told by the rows themselves. */
export async function messagesOfPostback(
  ctx: Ctx<'member'>,
  { storeId, deliveryKey }: { storeId: Id<'store'>; deliveryKey: string },
): Promise<MessageOfPostback[]> {
  const more = Array.from({ length: MOST_TOLD }, (_, index) => `${deliveryKey}#${index + 1}`)
  const told = await ctx.db
    .select({ id: purchaseEvents.id, threadId: threadEvents.threadId })
    .from(purchaseEvents)
    .innerJoin(threadEvents, eq(threadEvents.purchaseId, purchaseEvents.id))
    .where(
      and(
        eq(purchaseEvents.storeId, storeId),
        inArray(purchaseEvents.deliveryKey, [deliveryKey, ...more]),
      ),
    )
  const ids = told.map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.accountId, ctx.actor.accountId),
        inArray(
          messages.threadId,
          told.map(({ threadId }) => threadId),
        ),
        or(inArray(messages.purchaseId, ids), inArray(messages.reasonPurchaseId, ids)),
      ),
    )
    .orderBy(asc(messages.id))
    .limit(MOST)
  return rows.map((row) => ({
    ...{ id: row.id, rule: row.rule, step: row.step, state: row.state },
    reason: row.reasonCode,
    at: row.sentAt ?? row.sendAfter,
    how: ids.includes(row.purchaseId) ? 'made' : 'moved',
  }))
}
