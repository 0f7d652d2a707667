// lib/notifications/settle-message.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { messages, type ReasonCode } from '@/db/schema/notifications'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { Handover, Refusal } from './channel'
import type { Claimed } from './claim-message'
import { CONSEQUENCES, FAILURES_UNTIL_REST, HELD_MS, SLOW_MS } from './consequences'
import { moveMessage } from './move-message'
import { type Instance, sentTodayOf } from './pace'
import { lockInstance } from './queue'
import { optOut, stopRule, stopSender, unreachable, wordsOf } from './refusal-effects'

/** Writes what became of a hand-over: only of this one, and only while nobody else knew better. */
export async function settleMessage(ctx: Ctx, claimed: Claimed, handover: Handover) {
  return ctx.db.transaction(async (tx) => {
    const { messageId: id, instanceId } = claimed.outgoing
    const instance = await lockInstance(ctx, tx, instanceId)
    invariant(instance, 'a message that was handed over had a sender')
    const mine = and(eq(messages.id, id), eq(messages.attemptKey, claimed.attemptKey))
    const [message] = await tx.select().from(messages).where(mine).for('update')
    if (message === undefined) return 'not_mine'
    if (handover.kind === 'sent') {
      return settleSent(ctx, tx, message, { instance, handover })
    }
    if (message.state !== 'sending') return message.state // The channel itself told it already.
    if (handover.kind === 'unknown') {
      const reason = { reason: 'answer_lost', detail: handover.cause } as const
      await moveMessage(ctx, tx, { id, from: 'sending', to: 'unknown', ...reason })
      return 'unknown'
    }
    const now = { ...claimed, instance }
    if (handover.kind === 'refused') return settleRefused(ctx, tx, now, handover.refusal)
    const spared = await countFailure(ctx, tx, instance, handover.cause)
    const refusal: Refusal = { class: 'retry', code: handover.cause, explanation: '' }
    return again(ctx, tx, now, { refusal, spared })
  })
}

type Sent = { readonly instance: Instance; readonly handover: Extract<Handover, { kind: 'sent' }> }

/** A receipt may have beaten the answer: then the row knows more already. */
async function settleSent(
  ctx: Ctx,
  tx: Tx,
  message: typeof messages.$inferSelect,
  { instance, handover }: Sent,
) {
  const { id, state } = message
  const { channelMessageId, delivered } = handover
  const at = ctx.now()
  const told = { channelMessageId, sentAt: message.sentAt ?? at }
  if (state === 'sending' || state === 'unknown') {
    await moveMessage(ctx, tx, { id, from: state, to: 'sent', reason: 'sent_ok', set: told })
    if (delivered === true) {
      await moveMessage(ctx, tx, { id, from: 'sent', to: 'delivered', set: { deliveredAt: at } })
    }
  } else await tx.update(messages).set(told).where(eq(messages.id, id))
  if (instance.failuresInRow > 0) {
    await tx.update(instances).set({ failuresInRow: 0 }).where(eq(instances.id, instance.id))
  }
  return delivered === true ? 'delivered' : 'sent'
}

async function settleRefused(ctx: Ctx, tx: Tx, claimed: Claimed, refusal: Refusal) {
  const consequence = CONSEQUENCES[refusal.class]
  const { messageId: id, to } = claimed.outgoing
  if (consequence.sender === 'stops') await stopSender(ctx, tx, claimed.instance, refusal)
  if (consequence.sender === 'slows_down') {
    const heldUntil = new Date(ctx.now().getTime() + HELD_MS)
    const slowUntil = new Date(heldUntil.getTime() + SLOW_MS)
    await tx
      .update(instances)
      .set({ heldUntil, slowUntil, lastError: wordsOf(refusal) })
      .where(eq(instances.id, claimed.instance.id))
  }
  if (consequence.rule === 'stops') await stopRule(ctx, tx, id, refusal)
  if (consequence.recipient === 'opts_out') await optOut(ctx, tx, to)
  if (refusal.unreachableDays !== undefined) await unreachable(ctx, tx, to, refusal.unreachableDays)
  if (consequence.message === 'again') {
    return again(ctx, tx, claimed, { refusal, spared: !consequence.counts })
  }
  const reason = reasonOf(refusal)
  const detail = wordsOf(refusal)
  await moveMessage(ctx, tx, { id, from: 'sending', to: 'failed', reason, detail })
  return 'failed'
}

type Again = { readonly refusal: Refusal; readonly spared: boolean }

/** Back to the queue, for it surely never arrived; or the end, when it was tried often enough. */
async function again(ctx: Ctx, tx: Tx, claimed: Claimed, { refusal, spared }: Again) {
  const { messageId: id } = claimed.outgoing
  const tries = claimed.attempts - 1
  const wait = CONSEQUENCES[refusal.class].waits(spared ? 0 : tries)
  await uncount(ctx, tx, claimed)
  if (wait === null) {
    const ended = { reason: 'channel_error', detail: wordsOf(refusal) } as const
    await moveMessage(ctx, tx, { id, from: 'sending', to: 'failed', ...ended })
    return 'failed'
  }
  const set = {
    heldUntil: new Date(ctx.now().getTime() + wait),
    attempts: spared ? tries : claimed.attempts,
    attemptKey: null,
  }
  await moveMessage(ctx, tx, { id, from: 'sending', to: 'queued', set })
  return 'queued'
}

/** What never arrived does not use up the day. */
async function uncount(ctx: Ctx, tx: Tx, { instance }: Claimed) {
  const sentToday = sentTodayOf(instance, ctx.now())
  if (sentToday === 0) return
  await tx
    .update(instances)
    .set({ sentToday: sentToday - 1 })
    .where(eq(instances.id, instance.id))
}

/** So many in a row and the sender rests, so that its messages keep their tries. */
async function countFailure(ctx: Ctx, tx: Tx, instance: Instance, cause: string) {
  const failuresInRow = instance.failuresInRow + 1
  const rests = failuresInRow >= FAILURES_UNTIL_REST
  await tx
    .update(instances)
    .set({
      failuresInRow,
      lastError: cause,
      ...(rests && { heldUntil: new Date(ctx.now().getTime() + HELD_MS) }),
    })
    .where(eq(instances.id, instance.id))
  return rests
}

export const reasonOf = (refusal: Refusal): ReasonCode => {
  if (refusal.class === 'opted_out') return 'opted_out'
  return refusal.unreachableDays === 30 ? 'not_on_whatsapp' : 'channel_error'
}
