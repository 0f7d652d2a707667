// lib/notifications/refusal-effects.ts
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { ruleSteps, rules } from '@/db/schema/rules'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import type { Refusal } from './channel'
import { cut } from './clean'
import { keepContact } from './keep-contact'
import { leave } from './leave'
import type { Instance } from './pace'
import { turnInstance } from './turn-instance'

const DAY_MS = 86_400_000

/** The channel's code never stands alone when it said more. */
export const wordsOf = ({ code, explanation }: Refusal) =>
  (explanation === '' ? code : `${code} – ${explanation}`).replaceAll('\0', '')

/** Its token, its payment or its connection is gone. What no check can see ended also pauses it. */
export async function stopSender(ctx: Ctx, tx: Tx, { id, name }: Instance, refusal: Refusal) {
  const cause = wordsOf(refusal)
  await turnInstance(ctx, tx, id, { state: 'disconnected', cause })
  if (refusal.stays !== true) return
  await tx
    .update(instances)
    .set({ pausedAt: ctx.now(), pausedCause: 'channel' })
    .where(and(eq(instances.id, id), isNull(instances.pausedAt)))
  const detail = { name, cause: cut(cause, 120) }
  await raiseAlert(ctx, tx, { kind: 'instance_limited', key: id, instanceId: id, detail })
}

/** The channel does not take this template: the step is switched off until somebody looks at it. */
export async function stopRule(ctx: Ctx, tx: Tx, messageId: Id<'message'>, refusal: Refusal) {
  const [message] = await tx.select().from(messages).where(eq(messages.id, messageId))
  if (message === undefined) return
  const [rule] = await tx
    .select({ id: rules.id })
    .from(rules)
    .where(and(eq(rules.storeId, message.storeId), eq(rules.code, message.rule)))
  if (rule === undefined) return
  const stopped = await tx
    .update(ruleSteps)
    .set({ enabled: false, stoppedBy: wordsOf(refusal), updatedAt: ctx.now() })
    .where(
      and(
        eq(ruleSteps.ruleId, rule.id),
        eq(ruleSteps.step, message.step),
        eq(ruleSteps.version, message.textVersion),
      ),
    )
    .returning({ step: ruleSteps.step })
  if (stopped.length === 0) return // Written anew meanwhile: what was refused is the old one.
  await recordFact(ctx, tx, { name: 'notification.stopped', payload: { ruleId: rule.id } })
  await raiseAlert(ctx, tx, {
    ...{ kind: 'step_stopped', key: `${rule.id}.${message.step}`, storeId: message.storeId },
    detail: {
      rule: message.rule,
      step: String(message.step),
      cause: cut(wordsOf(refusal), 120),
    },
  })
}

/** The channel knows better: until they write again only what was approved goes there. */
export const closeWindow = (tx: Tx, instanceId: Id<'instance'>, phone: string) =>
  tx
    .update(conversations)
    .set({ lastInboundAt: null })
    .where(and(eq(conversations.instanceId, instanceId), eq(conversations.phone, phone)))

/** In every store of the producer; only the person takes it back, by writing again. */
export const optOut = (ctx: Ctx, tx: Tx, address: string, how: string) =>
  leave(ctx, tx, { address, how })

export const unreachable = (ctx: Ctx, tx: Tx, phone: string, days: number) =>
  keepContact(ctx, tx, phone, { unreachableUntil: new Date(ctx.now().getTime() + days * DAY_MS) })
