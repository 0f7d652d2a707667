// lib/notifications/receive-status.ts
import { and, asc, desc, eq, gt, inArray, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { conversations } from '@/db/schema/conversations'
import { type MessageState, messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { canMove } from '@/lib/kernel/machine'
import type { Ctx } from '@/lib/platform/context'
import type { Notice, Refusal } from './channel'
import { CONSEQUENCES } from './consequences'
import { messageMachine } from './message-status'
import { moveMessage } from './move-message'
import type { Instance } from './pace'
import { lockInstance } from './queue'
import { closeWindow, optOut, stopRule, stopSender, unreachable, wordsOf } from './refusal-effects'
import { reasonOf } from './settle-message'

type Status = Extract<Notice, { kind: 'status' }>
type Message = typeof messages.$inferSelect

/** Receipts only go forward, in any order and with gaps; a phone number never identifies one. */
export async function receiveStatus(ctx: Ctx, tx: Tx, instance: Instance, status: Status) {
  // What may stop the sender takes its row first, as whoever settles a hand-over does.
  if (status.state === 'failed') await lockInstance(ctx, tx, instance.id)
  const message = await findTold(tx, instance, status)
  if (message === undefined) return
  const { id, state: from } = message
  const { state, at, channelMessageId } = status
  if ((state === 'failed' || state === 'sent') && isOfEarlier(message, channelMessageId)) return
  if (state === 'failed') return receiveFailure(ctx, tx, { instance, message, status })
  if (from === state || !canMove(messageMachine, from, state)) return
  const known = { channelMessageId: nameAfter(message, channelMessageId) }
  const set = { ...known, ...timesOf(message, state, at) }
  await moveMessage(ctx, tx, { id, from, to: state, reason: 'sent_ok', set })
}

/** Our own name for it, or the channel's: whichever of the two it gave back. */
async function findTold(tx: Tx, instance: Instance, { messageId, channelMessageId }: Status) {
  const [message] = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, instance.id),
        or(
          messageId === null ? undefined : eq(messages.id, messageId as Id<'message'>),
          channelMessageId === null ? undefined : eq(messages.channelMessageId, channelMessageId),
        ),
      ),
    )
    .for('update')
  return message
}

/**
 * A message that is tried again keeps the name of the hand-over that failed until it has another:
 * what is told of that one twice, or late, says nothing of the one after it.
 */
function isOfEarlier({ state, channelMessageId: known }: Message, told: string | null): boolean {
  if (known === null || told === null) return false
  return isSpent(state) ? known === told : known !== told
}

/** Until there is an answer the name it has is that of a hand-over before. */
const isSpent = (state: MessageState) =>
  state === 'queued' || state === 'sending' || state === 'unknown'

const nameAfter = ({ state, channelMessageId: known }: Message, told: string | null) =>
  isSpent(state) ? (told ?? known) : (known ?? told)

type Failed = {
  readonly instance: Instance
  readonly message: Message
  readonly status: Status
}

/** What the channel could not do after all: what a refusal on the spot would have done. */
async function receiveFailure(ctx: Ctx, tx: Tx, { instance, message, status }: Failed) {
  const { id, state: from } = message
  if (!canMove(messageMachine, from, 'failed')) return
  const told: Refusal = status.refusal ?? { class: 'final', code: 'failed', explanation: '' }
  const consequence = CONSEQUENCES[told.class]
  if (consequence.sender === 'stops') await stopSender(ctx, tx, instance, told)
  if (consequence.rule === 'stops') await stopRule(ctx, tx, id, told)
  const to = message.to ?? message.email
  if (to !== null && consequence.recipient === 'opts_out') await optOut(ctx, tx, to, told.code)
  if (to !== null && told.unreachableDays !== undefined) {
    await unreachable(ctx, tx, to, told.unreachableDays)
  }
  if (to !== null && told.class === 'window_closed') await closeWindow(tx, instance.id, to)
  const wait = waitBefore(message, told)
  const known = { channelMessageId: nameAfter(message, status.channelMessageId) }
  if (wait !== null && message.validUntil > ctx.now() && canMove(messageMachine, from, 'queued')) {
    // It never arrived, and its name there is spent: the next hand-over gets another.
    const heldUntil = new Date(ctx.now().getTime() + wait)
    const set = { heldUntil, attemptKey: null, sentAt: null, ...known }
    await moveMessage(ctx, tx, { id, from, to: 'queued', set })
    return
  }
  const ended = { reason: reasonOf(told), detail: wordsOf(told) }
  await moveMessage(ctx, tx, { id, from, to: 'failed', ...ended, set: known })
}

/** How long until it may be tried again; null is never. */
function waitBefore(message: Message, { class: kind, once }: Refusal): number | null {
  const { attempts, opensWindow } = message
  if (kind === 'window_closed' && !opensWindow) return CONSEQUENCES[kind].waits(0)
  if (CONSEQUENCES[kind].message !== 'again') return null
  if (once === true && attempts > 1) return null
  return CONSEQUENCES[kind].waits(Math.max(0, attempts - 1))
}

/** A receipt that was skipped happened all the same, at the latest now. */
function timesOf(message: Message, state: MessageState, at: Date) {
  const sentAt = message.sentAt ?? at
  if (state === 'sent') return { sentAt }
  const deliveredAt = message.deliveredAt ?? at
  return state === 'delivered' ? { sentAt, deliveredAt } : { sentAt, deliveredAt, readAt: at }
}

/** The channel carries no name of ours: only somebody and some words tell which one it took. */
const LISTENED_MS = 10 * 60_000

/** An answer that was lost is found again, when exactly one message can have been meant. */
export async function receiveAccepted(
  ctx: Ctx,
  tx: Tx,
  instance: Instance,
  { channelMessageId, channelKey, text, at }: Extract<Notice, { kind: 'accepted' }>,
) {
  const since = new Date(ctx.now().getTime() - LISTENED_MS)
  const lost = await tx
    .select({ message: messages })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.instanceId, instance.id), eq(conversations.phone, messages.to)),
    )
    .where(
      and(
        ...[eq(messages.instanceId, instance.id), eq(conversations.channelKey, channelKey)],
        ...[inArray(messages.state, ['unknown', 'sending']), gt(messages.claimedAt, since)],
        eq(messages.body, text),
      ),
    )
    .orderBy(asc(messages.state), desc(messages.id))
    .for('update', { of: messages })
    .limit(2)
  const [only, other] = lost
  if (only === undefined || other !== undefined) return
  const { id, state: from } = only.message
  const set = { channelMessageId, sentAt: at }
  await moveMessage(ctx, tx, { id, from, to: 'sent', reason: 'sent_ok', set })
}
