// lib/notifications/claim-message.ts
import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import { ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { threadOrders } from '@/db/schema/threads'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { Outgoing } from './channel'
import { contactReason } from './decide'
import { findContact } from './find-contact'
import { silencerOf } from './happy-path'
import { lockThreadById } from './lock-thread'
import { moveMessage } from './move-message'
import { gapAfter, type Instance, sentTodayOf, standstillOf } from './pace'
import { lockInstance } from './queue'
import { ofMessage, seenBy } from './read-thread'
import { render } from './render'

type Message = typeof messages.$inferSelect
export type Claimed = {
  readonly instance: Instance
  readonly outgoing: Outgoing
  readonly attemptKey: string
  readonly attempts: number
}

/**
 * Inside one transaction, with thread and sender locked: asks once more whether the message still
 * should go, renders it with the data of now, and marks it `sending`. What must not go is ended
 * with its reason. Null when there is nothing to hand over.
 */
export async function claimMessage(ctx: Ctx, id: Id<'message'>): Promise<Claimed | null> {
  return ctx.db.transaction(async (tx) => {
    const [known] = await tx
      .select({ threadId: messages.threadId, instanceId: messages.instanceId })
      .from(messages)
      .where(and(eq(messages.id, id), eq(messages.accountId, ctx.actor.accountId)))
    if (known === undefined || known.instanceId === null) return null
    await lockThreadById(tx, known.threadId)
    const instance = await lockInstance(ctx, tx, known.instanceId)
    const [message] = await tx.select().from(messages).where(eq(messages.id, id)).for('update')
    if (message?.state !== 'queued' || instance === null) return null
    if (standstillOf(instance, ctx.now()) !== null) return null
    if (!message.urgent && instance.nextAt !== null && instance.nextAt > ctx.now()) return null

    const reason = await reasonNotTo(ctx, tx, message, instance)
    if (reason !== null) {
      await moveMessage(ctx, tx, { id, from: 'queued', ...reason })
      return null
    }
    return handOver(ctx, tx, message, instance)
  })
}

type Reason = {
  readonly to: Extract<MessageState, 'superseded' | 'canceled' | 'suppressed'>
  readonly reason: ReasonCode
  readonly by?: { readonly purchaseId: Id<'purchase'>; readonly event: string }
}

const suppressed = (reason: ReasonCode): Reason => ({ to: 'suppressed', reason })

/** The checks of its scheduling, as things stand now. */
async function reasonNotTo(ctx: Ctx, tx: Tx, message: Message, instance: Instance) {
  const all = await seenBy(tx, message.threadId)
  const found = silencerOf({ of: ofMessage(message), outside: message.outsidePath, all })
  if (found !== null) {
    const to = found.taken === 'superseded' ? 'superseded' : 'canceled'
    return { to, reason: found.taken, by: found.by } satisfies Reason
  }
  if (message.to === null) return suppressed('no_phone')
  if (message.to === instance.number) return suppressed('invalid_phone') // It would write to itself.
  const contact = await findContact(tx, message.accountId, message.to)
  const asked = contactReason(message.kind, contact)
  if (asked !== null) return suppressed(asked)
  if (contact.unreachableUntil !== null && contact.unreachableUntil > ctx.now()) {
    return suppressed('not_on_whatsapp')
  }
  if (message.validUntil < ctx.now()) return suppressed('expired_before_send')
  return (await isOn(tx, message)) ? null : suppressed('notification_off')
}

async function isOn(tx: Tx, { storeId, rule, step }: Message): Promise<boolean> {
  const [found] = await tx
    .select({ enabled: ruleSteps.enabled })
    .from(ruleSteps)
    .innerJoin(rules, eq(rules.id, ruleSteps.ruleId))
    .innerJoin(stores, eq(stores.id, rules.storeId))
    .where(
      and(
        eq(rules.storeId, storeId),
        eq(rules.code, rule),
        eq(ruleSteps.step, step),
        ne(stores.state, 'paused'),
      ),
    )
  return found?.enabled === true
}

async function handOver(ctx: Ctx, tx: Tx, message: Message, instance: Instance) {
  const { id } = message
  const rendered = await renderMessage(ctx, tx, message)
  if (!rendered.ok) {
    const detail = rendered.error.variable
    const ended = { to: 'suppressed', reason: 'template_error', detail } as const
    await moveMessage(ctx, tx, { id, from: 'queued', ...ended })
    return null
  }
  const { body, variables, parameters, code, template } = rendered.value
  const attemptKey = `${id}.${message.attempts + 1}`
  const claimed = { attemptKey, attempts: message.attempts + 1, claimedAt: ctx.now() }
  const set = { body, variables, ...claimed, heldUntil: null }
  await moveMessage(ctx, tx, { id, from: 'queued', to: 'sending', set })
  await countOne(ctx, tx, instance, id)
  invariant(message.to !== null, 'a claimed message has a recipient')
  const outgoing: Outgoing = {
    ...{ messageId: id, instanceId: instance.id, to: message.to, body },
    codeApart: instance.sendCodeApart ? code : null,
    template: template && parameters ? { shape: template, values: parameters } : null,
  }
  return { instance, outgoing, attemptKey, attempts: claimed.attempts }
}

/** The interval runs from hand-over to hand-over; the day is counted where the cap is kept. */
async function countOne(ctx: Ctx, tx: Tx, instance: Instance, id: Id<'message'>) {
  const now = ctx.now()
  await tx
    .update(instances)
    .set({
      nextAt: new Date(now.getTime() + gapAfter(instance, id, now)),
      sentOn: localDateOf(now),
      sentToday: sentTodayOf(instance, now) + 1,
    })
    .where(eq(instances.id, instance.id))
}

/** The text as it would leave now, from the version this message was promised. */
export async function renderMessage(ctx: Ctx, tx: Tx, message: Message) {
  const [source] = await tx
    .select({ text: ruleTexts, store: stores, order: threadOrders.snapshot })
    .from(rules)
    .innerJoin(
      ruleTexts,
      and(
        eq(ruleTexts.ruleId, rules.id),
        eq(ruleTexts.step, message.step),
        eq(ruleTexts.version, message.textVersion),
      ),
    )
    .innerJoin(stores, eq(stores.id, rules.storeId))
    .innerJoin(
      threadOrders,
      and(
        eq(threadOrders.storeId, rules.storeId),
        eq(threadOrders.kind, message.orderKind),
        eq(threadOrders.key, message.orderKey),
      ),
    )
    .where(and(eq(rules.storeId, message.storeId), eq(rules.code, message.rule)))
  invariant(source, 'a message has a rule, a store and an order')
  const { text, fallback, template } = source.text
  const result = render(
    { rule: message.rule, text, fallback, template },
    { orderKey: message.orderKey, order: source.order, store: source.store, now: ctx.now() },
  )
  return result.ok ? { ok: true as const, value: { ...result.value, template } } : result
}
