// lib/notifications/settle-message.ts
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { recordFacts } from '@/lib/platform/outbox'
import type { Handover, Refusal } from './channel'
import type { Claimed } from './claim-one'
import { CONSEQUENCES, FAILURES_UNTIL_REST, HELD_MS, SLOW_MS } from './consequences'
import { factOf, moveMessage } from './move-message'
import { type Instance, sentTodayOf } from './pace'
import { lockInstance } from './queue'
import { closeWindow, optOut, stopRule, stopSender, unreachable, wordsOf } from './refusal-effects'

export type Outcome = { readonly messageId: Id<'message'>; readonly outcome: string }
export type Answered = { readonly claimed: Claimed; readonly handover: Handover }

/**
 * Writes what became of hand-overs: each only its own, and only while nobody else knew better.
 * What arrived is written in one statement, however many there are.
 */
export async function settleMessages(
  ctx: Ctx,
  instanceId: Id<'instance'>,
  answered: readonly Answered[],
): Promise<readonly Outcome[]> {
  return ctx.db.transaction(async (tx) => {
    const instance = await lockInstance(ctx, tx, instanceId)
    invariant(instance, 'a message that was handed over had a sender')
    const rows = await lockAnswered(tx, answered)
    const arrived: Arrived[] = []
    const outcomes: Outcome[] = []
    for (const each of answered) {
      const message = rows.get(each.claimed.attemptKey)
      if (message !== undefined && each.handover.kind === 'sent')
        arrived.push({ message, handover: each.handover })
    }
    outcomes.push(...(await settleSent(ctx, tx, instance, arrived)))
    for (const each of answered) {
      const message = rows.get(each.claimed.attemptKey)
      if (message === undefined || each.handover.kind === 'sent') continue
      outcomes.push({ messageId: message.id, outcome: await settleOther(ctx, tx, message, each) })
    }
    return outcomes
  })
}

async function lockAnswered(tx: Tx, answered: readonly Answered[]) {
  const keys = answered.map(({ claimed }) => claimed.attemptKey)
  const ids = answered.map(({ claimed }) => claimed.outgoing.messageId)
  const rows = await tx
    .select()
    .from(messages)
    .where(and(inArray(messages.id, ids), inArray(messages.attemptKey, keys)))
    .orderBy(asc(messages.id))
    .for('update')
  return new Map(rows.map((row) => [row.attemptKey, row]))
}

/** Everything but success: each changes its sender, so each reads it as the last one left it. */
async function settleOther(ctx: Ctx, tx: Tx, message: Message, answered: Answered) {
  const { claimed, handover } = answered
  const { id } = message
  if (message.state !== 'sending') return message.state // The channel itself told it already.
  if (handover.kind === 'unknown') {
    const reason = { reason: 'answer_lost', detail: handover.cause } as const
    await moveMessage(ctx, tx, { id, from: 'sending', to: 'unknown', ...reason })
    return 'unknown'
  }
  const instance = await lockInstance(ctx, tx, claimed.instance.id)
  invariant(instance, 'a message that was handed over had a sender')
  const now = { ...claimed, instance }
  if (handover.kind === 'refused') return settleRefused(ctx, tx, now, handover.refusal)
  invariant(handover.kind === 'not_sent', 'what arrived was settled before')
  const spared = await countFailure(ctx, tx, instance, handover.cause)
  const refusal: Refusal = { class: 'retry', code: handover.cause, explanation: '' }
  return again(ctx, tx, now, { refusal, spared })
}

type Message = typeof messages.$inferSelect
type Arrived = {
  readonly message: Message
  readonly handover: Extract<Handover, { kind: 'sent' }>
}

/** A receipt may have beaten the answer: then the row knows more already. */
async function settleSent(ctx: Ctx, tx: Tx, instance: Instance, arrived: readonly Arrived[]) {
  if (arrived.length === 0) return []
  const at = ctx.now().toISOString()
  const rows = arrived.map(({ message, handover }) => ({
    id: message.id,
    channel: handover.channelMessageId,
    state: stateAfter(message, handover),
    fresh: message.state === 'sending' || message.state === 'unknown',
    delivered: handover.delivered === true,
  }))
  await tx.execute(sql`
    update ${messages} set state = told.state, channel_message_id = told.channel,
      sent_at = coalesce(${messages.sentAt}, ${at}::timestamptz),
      delivered_at = case when told.fresh and told.delivered then ${at}::timestamptz else ${messages.deliveredAt} end,
      reason_code = case when told.fresh then 'sent_ok' else ${messages.reasonCode} end,
      reason_detail = case when told.fresh then null else ${messages.reasonDetail} end,
      decided_at = case when told.fresh then ${at}::timestamptz else ${messages.decidedAt} end
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      told (id text, channel text, state text, fresh boolean, delivered boolean)
    where ${messages.id} = told.id`)
  const facts = rows.flatMap(({ id, fresh, delivered }) => {
    const states = fresh ? (['sent', ...(delivered ? ['delivered' as const] : [])] as const) : []
    return states.map((state) => factOf(state, { id, instanceId: instance.id }))
  })
  await recordFacts(ctx, tx, facts)
  if (instance.failuresInRow > 0) {
    await tx.update(instances).set({ failuresInRow: 0 }).where(eq(instances.id, instance.id))
  }
  return rows.map(({ id, delivered }) => ({
    messageId: id,
    outcome: delivered ? 'delivered' : 'sent',
  }))
}

function stateAfter({ state }: Message, { delivered }: Arrived['handover']): MessageState {
  if (state !== 'sending' && state !== 'unknown') return state
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
  if (consequence.recipient === 'opts_out') await optOut(ctx, tx, to, refusal.code)
  if (refusal.unreachableDays !== undefined) await unreachable(ctx, tx, to, refusal.unreachableDays)
  if (refusal.class === 'window_closed' && claimed.outgoing.template === null) {
    await closeWindow(tx, claimed.instance.id, to)
    return again(ctx, tx, claimed, { refusal, spared: true })
  }
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
