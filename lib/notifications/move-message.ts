// lib/notifications/move-message.ts
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { canMove } from '@/lib/kernel/machine'
import type { Ctx } from '@/lib/platform/context'
import { type Fact, recordFact, recordFacts } from '@/lib/platform/outbox'
import { messageMachine } from './message-status'

type Move = {
  readonly id: Id<'message'>
  readonly from: MessageState
  readonly to: MessageState
  readonly reason?: ReasonCode | null
  readonly detail?: string | null
  readonly by?: { readonly purchaseId: Id<'purchase'>; readonly event: string } | null
  /** What else becomes true of the row with this move. */
  readonly set?: Partial<typeof messages.$inferInsert>
}

/**
 * The one way a message changes state, whoever learned the news: the queue, an event, a person or
 * the channel. Returns false when another of them was first; the fact is then theirs.
 */
export async function moveMessage(ctx: Ctx, tx: Tx, move: Move): Promise<boolean> {
  const { id, from, to, reason, by } = move
  invariant(canMove(messageMachine, from, to), `message ${from} -> ${to}`)
  const [moved] = await tx
    .update(messages)
    .set({
      ...move.set,
      state: to,
      ...(reason !== undefined && {
        reasonCode: reason,
        reasonDetail: move.detail ?? null,
        reasonPurchaseId: by?.purchaseId ?? null,
        reasonEvent: by?.event ?? null,
        decidedAt: ctx.now(),
      }),
    })
    .where(and(eq(messages.id, id), eq(messages.state, from)))
    .returning({ instanceId: messages.instanceId })
  if (moved === undefined) return false
  await recordFact(ctx, tx, factOf(to, { id, instanceId: moved.instanceId }))
  return true
}

type Moves = {
  readonly ids: readonly Id<'message'>[]
  readonly from: MessageState
  readonly to: MessageState
}

/** The same move of many, for the same cause: two statements however many there are. */
export async function moveMessages(ctx: Ctx, tx: Tx, { ids, from, to }: Moves): Promise<void> {
  if (ids.length === 0) return
  invariant(canMove(messageMachine, from, to), `message ${from} -> ${to}`)
  const moved = await tx
    .update(messages)
    .set({ state: to })
    .where(and(inArray(messages.id, [...ids]), eq(messages.state, from)))
    .returning({ id: messages.id, instanceId: messages.instanceId })
  await recordFacts(
    ctx,
    tx,
    moved.map((one) => factOf(to, one)),
  )
}

type Moved = { readonly id: Id<'message'>; readonly instanceId: Id<'instance'> | null }

/** What is told of every move. */
export const factOf = (to: MessageState, { id, instanceId }: Moved): Fact => ({
  name: `message.${to}`,
  payload: { messageId: id, ...(instanceId && { instanceId }) },
})
