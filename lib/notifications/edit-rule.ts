// lib/notifications/edit-rule.ts
import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { type Delay, ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { issuesOf } from './render'

const RuleId = z
  .string()
  .regex(/^rul_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'rule'>)
const MINUTE_MS = 60_000
const MAX_DELAY_MINUTES = 60 * 24 * 30
const MAX_TEXT = 4_096

const Step = { ruleId: RuleId, step: z.coerce.number().int().min(1).max(9) }

export const SwitchStepInput = z.object({ ...Step, enabled: z.boolean() })
export const EditStepInput = z.object({
  ...Step,
  /** Of steps that count from their event; the others keep the hour they have. */
  delayMinutes: z.coerce.number().int().min(0).max(MAX_DELAY_MINUTES).nullable(),
  text: z.string().min(1).max(MAX_TEXT),
  fallback: z
    .string()
    .max(MAX_TEXT)
    .transform((text) => (text.trim() === '' ? null : text)),
  outsidePath: z.boolean(),
  /** Messages that wait already say the new text too. */
  applyToPending: z.boolean().default(false),
})
export type EditStep = z.output<typeof EditStepInput>

export type EditRuleError = {
  readonly code: 'rule_not_found' | 'not_allowed' | 'text_has_errors'
}
type Done = Result<{ readonly applied: number }, EditRuleError>

/** On or off from the next event on; what was promised and is now off is not said either. */
export async function switchStep(
  ctx: Ctx<'member'>,
  { ruleId, step, enabled }: z.output<typeof SwitchStepInput>,
): Promise<Done> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const switched = await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(ruleSteps)
      .set({ enabled, stoppedBy: null, updatedAt: ctx.now() })
      .where(mine(ctx, ruleId, step))
      .returning({ step: ruleSteps.step })
    if (rows.length === 1) await tell(ctx, tx, ruleId)
    return rows.length === 1
  })
  return switched ? ok({ applied: 0 }) : err({ code: 'rule_not_found' })
}

/** A new text is a new version: what waits keeps the one it was promised unless it is said so. */
export async function editStep(ctx: Ctx<'member'>, edit: EditStep): Promise<Done> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const { text, fallback } = edit
  if (issuesOf(text).length > 0 || (fallback !== null && issuesOf(fallback).length > 0)) {
    return err({ code: 'text_has_errors' })
  }
  return ctx.db.transaction(async (tx) => {
    const { ruleId, step } = edit
    const [now] = await tx
      .select()
      .from(ruleSteps)
      .where(mine(ctx, ruleId, step))
      .for('update')
    if (now === undefined) return err({ code: 'rule_not_found' })
    await tx.update(rules).set({ outsidePath: edit.outsidePath }).where(eq(rules.id, ruleId))
    const version = await keepText(ctx, tx, edit)
    const delay = delayOf(now.delay, edit.delayMinutes)
    await tx
      .update(ruleSteps)
      .set({ delay, version, updatedAt: ctx.now() })
      .where(mine(ctx, ruleId, step))
    const applied = edit.applyToPending ? await applyToPending(ctx, tx, edit, version) : 0
    await tell(ctx, tx, ruleId)
    return ok({ applied })
  })
}

const mine = (ctx: Ctx, ruleId: Id<'rule'>, step: number) =>
  and(
    eq(ruleSteps.ruleId, ruleId),
    eq(ruleSteps.step, step),
    eq(ruleSteps.accountId, ctx.actor.accountId),
  )

const delayOf = (now: Delay, minutes: number | null): Delay =>
  now.kind === 'after' && minutes !== null ? { kind: 'after', ms: minutes * MINUTE_MS } : now

/** The version in force afterwards: the one there is when nothing was rewritten. */
async function keepText(ctx: Ctx, tx: Tx, { ruleId, step, text, fallback }: EditStep) {
  const [last] = await tx
    .select()
    .from(ruleTexts)
    .where(and(eq(ruleTexts.ruleId, ruleId), eq(ruleTexts.step, step)))
    .orderBy(desc(ruleTexts.version))
    .limit(1)
  if (last !== undefined && last.text === text && last.fallback === fallback) return last.version
  const version = (last?.version ?? 0) + 1
  await tx.insert(ruleTexts).values({
    ...{ ruleId, accountId: ctx.actor.accountId, step, version, text, fallback },
    template: last?.template ?? null,
    createdAt: ctx.now(),
  })
  return version
}

async function applyToPending(ctx: Ctx, tx: Tx, { ruleId, step }: EditStep, version: number) {
  const [rule] = await tx.select().from(rules).where(eq(rules.id, ruleId))
  if (rule === undefined) return 0
  const changed = await tx
    .update(messages)
    .set({ textVersion: version })
    .where(
      and(
        eq(messages.storeId, rule.storeId),
        eq(messages.accountId, ctx.actor.accountId),
        eq(messages.rule, rule.code),
        eq(messages.step, step),
        inArray(messages.state, ['scheduled', 'queued']),
      ),
    )
    .returning({ id: messages.id })
  return changed.length
}

const tell = (ctx: Ctx, tx: Tx, ruleId: Id<'rule'>) =>
  recordFact(ctx, tx, { name: 'notification.edited', payload: { ruleId } })
