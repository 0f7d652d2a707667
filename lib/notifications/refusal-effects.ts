// lib/notifications/refusal-effects.ts
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { ruleSteps, rules } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import type { Refusal } from './channel'
import type { Instance } from './pace'

const DAY_MS = 86_400_000

/** The channel's code never stands alone when it said more. */
export const wordsOf = ({ code, explanation }: Refusal) =>
  explanation === '' ? code : `${code} – ${explanation}`

/** Its token, its payment or its connection is gone: only a person brings it back. */
export async function stopSender(ctx: Ctx, tx: Tx, { id }: Instance, refusal: Refusal) {
  const stopped = await tx
    .update(instances)
    .set({
      state: 'disconnected',
      stateCause: wordsOf(refusal),
      lastError: wordsOf(refusal),
      changedAt: ctx.now(),
    })
    .where(and(eq(instances.id, id), eq(instances.state, 'connected')))
    .returning({ id: instances.id })
  if (stopped.length === 0) return
  await recordFact(ctx, tx, { name: 'instance.disconnected', payload: { instanceId: id } })
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
  await tx
    .update(ruleSteps)
    .set({ enabled: false, stoppedBy: wordsOf(refusal), updatedAt: ctx.now() })
    .where(and(inArray(ruleSteps.ruleId, [rule.id]), eq(ruleSteps.step, message.step)))
  await recordFact(ctx, tx, { name: 'notification.stopped', payload: { ruleId: rule.id } })
}

/** In every store of the producer; only the person takes it back, by writing again. */
export const optOut = (ctx: Ctx, tx: Tx, phone: string) =>
  keepContact(ctx, tx, phone, { optedOutAt: ctx.now() })

export const unreachable = (ctx: Ctx, tx: Tx, phone: string, days: number) =>
  keepContact(ctx, tx, phone, { unreachableUntil: new Date(ctx.now().getTime() + days * DAY_MS) })

export async function keepContact(
  ctx: Ctx,
  tx: Tx,
  phone: string,
  told: Partial<Omit<typeof contacts.$inferInsert, 'accountId' | 'phone'>>,
) {
  await tx
    .insert(contacts)
    .values({ accountId: ctx.actor.accountId, phone, ...told })
    .onConflictDoUpdate({ target: [contacts.accountId, contacts.phone], set: told })
}
