// lib/notifications/claim-message.ts
import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import { ruleSteps, rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
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
import { findChannel } from './registry'
import { renderMessage } from './render-message'

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
  const to = recipientOf(message, instance)
  if (to === null) return suppressed(isMail(instance) ? 'no_email' : 'no_phone')
  if (to === instance.number) return suppressed('invalid_phone') // It would write to itself.
  const contact = await findContact(tx, message.accountId, to, message.to, message.email)
  const asked = contactReason(message.kind, contact)
  if (asked !== null) return suppressed(asked)
  if (contact.unreachableUntil !== null && contact.unreachableUntil > ctx.now()) {
    return suppressed('not_on_whatsapp')
  }
  if (message.validUntil < ctx.now()) return suppressed('expired_before_send')
  return (await isOn(tx, message)) ? null : suppressed('notification_off')
}

const isMail = ({ channel }: Instance) => findChannel(channel)?.addressing === 'email'
const recipientOf = (message: Message, instance: Instance) =>
  isMail(instance) ? message.email : message.to

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
  const { body, subject, variables, parameters, button, code, template } = rendered.value
  const attemptKey = `${id}.${message.attempts + 1}`
  const claimed = { attemptKey, attempts: message.attempts + 1, claimedAt: ctx.now() }
  const set = { body, variables, ...claimed, heldUntil: null }
  await moveMessage(ctx, tx, { id, from: 'queued', to: 'sending', set })
  await countOne(ctx, tx, instance, id)
  const to = recipientOf(message, instance)
  invariant(to !== null, 'a claimed message has a recipient')
  const outgoing: Outgoing = {
    ...{ messageId: id, instanceId: instance.id, to, body },
    ...{ subject, rule: message.rule, kind: message.kind },
    codeApart: instance.sendCodeApart ? code : null,
    template: template && parameters ? { shape: template, values: parameters, button } : null,
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
