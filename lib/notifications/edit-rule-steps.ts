// lib/notifications/edit-rule-steps.ts
import { and, desc, eq } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { codeOf, stepOf, tell } from './edit-rule'
import type { SaveSettings } from './rule-input'

/** Enough for anybody's patience. */
export const MAX_STEPS = 5
const DAY_MS = 86_400_000

export type EditStepsError = {
  readonly code:
    | 'rule_not_found'
    | 'not_allowed'
    | 'too_many_steps'
    | 'last_step'
    | 'changed_meanwhile'
    | 'instance_not_found'
    | 'holdout_transactional'
}

const ruleOf = (ctx: Ctx, ruleId: Id<'rule'>) =>
  and(eq(rules.id, ruleId), eq(rules.accountId, ctx.actor.accountId))

/**
 * One more reminder, a day after the event and off until somebody wrote it. It listens to events
 * from now on: what was heard before schedules nothing. Numbers of steps that were taken away are
 * not given again, for messages and versions know a step by its number.
 */
export async function addStep(
  ctx: Ctx<'member'>,
  { ruleId }: { ruleId: Id<'rule'> },
): Promise<Result<{ readonly step: number }, EditStepsError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    const [rule] = await tx.select().from(rules).where(ruleOf(ctx, ruleId)).for('update')
    if (rule === undefined) return err({ code: 'rule_not_found' })
    const steps = await tx.select().from(ruleSteps).where(eq(ruleSteps.ruleId, ruleId))
    if (steps.length >= MAX_STEPS) return err({ code: 'too_many_steps' })
    const texts = await tx
      .select()
      .from(ruleTexts)
      .where(eq(ruleTexts.ruleId, ruleId))
      .orderBy(desc(ruleTexts.step), desc(ruleTexts.version))
    const [newest] = texts
    const first = steps.find(({ step }) => step === Math.min(...steps.map((s) => s.step)))
    const words = texts.find((t) => t.step === first?.step && t.version === first.version)
    invariant(newest && first && words, 'a rule has a step, and a step its words')
    const { accountId } = ctx.actor
    const step = newest.step + 1
    const own = { ruleId, accountId, step, version: 1 }
    const delay = { kind: 'after', ms: DAY_MS * steps.length } as const
    await tx.insert(ruleSteps).values({
      ...own,
      ...{ enabled: false, delay, lane: 'normal', kind: 'recovery', updatedAt: ctx.now() },
    })
    const { text, fallback } = words
    await tx.insert(ruleTexts).values({
      ...own,
      ...{ text, fallback, authorId: ctx.actor.userId, createdAt: ctx.now() },
    })
    await tell(ctx, tx, ruleId)
    const details = { rule: rule.code, step: String(step) }
    await recordAudit(ctx, tx, { action: 'notification.step_added', subject: ruleId, details })
    return ok({ step })
  })
}

/** Its words and its messages stay known; what still waits for it does not go. */
export async function removeStep(
  ctx: Ctx<'member'>,
  { ruleId, step }: { ruleId: Id<'rule'>; step: number },
): Promise<Result<null, EditStepsError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    await tx.select({ id: rules.id }).from(rules).where(ruleOf(ctx, ruleId)).for('update')
    const steps = await tx
      .select({ step: ruleSteps.step })
      .from(ruleSteps)
      .where(and(eq(ruleSteps.ruleId, ruleId), eq(ruleSteps.accountId, ctx.actor.accountId)))
    if (!steps.some((each) => each.step === step)) return err({ code: 'rule_not_found' })
    if (steps.length === 1) return err({ code: 'last_step' })
    await tx.delete(ruleSteps).where(stepOf(ctx, ruleId, step))
    await tell(ctx, tx, ruleId)
    const details = { rule: await codeOf(tx, ruleId), step: String(step) }
    await recordAudit(ctx, tx, { action: 'notification.step_removed', subject: ruleId, details })
    return ok(null)
  })
}

/** What concerns the whole rule: its place on the path, its control group, its sender. */
export async function saveSettings(
  ctx: Ctx<'member'>,
  { ruleId, was, to }: SaveSettings,
): Promise<Result<null, EditStepsError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    const [rule] = await tx.select().from(rules).where(ruleOf(ctx, ruleId)).for('update')
    if (rule === undefined) return err({ code: 'rule_not_found' })
    const { outsidePath, holdoutPercent, instanceId } = rule
    const now = JSON.stringify([outsidePath, holdoutPercent, instanceId])
    if (now !== JSON.stringify([was.outsidePath, was.holdoutPercent, was.instanceId])) {
      return err({ code: 'changed_meanwhile' })
    }
    if (to.instanceId !== null) {
      const [found] = await tx
        .select({ id: instances.id })
        .from(instances)
        .where(and(eq(instances.id, to.instanceId), eq(instances.accountId, ctx.actor.accountId)))
      if (found === undefined) return err({ code: 'instance_not_found' })
    }
    const steps = await tx
      .select({ kind: ruleSteps.kind })
      .from(ruleSteps)
      .where(eq(ruleSteps.ruleId, ruleId))
    if (to.holdoutPercent > 0 && !steps.some(({ kind }) => kind === 'recovery')) {
      return err({ code: 'holdout_transactional' })
    }
    await tx.update(rules).set(to).where(ruleOf(ctx, ruleId))
    await tell(ctx, tx, ruleId)
    const details = {
      ...{ rule: rule.code, holdout: String(to.holdoutPercent) },
      ...{ path: to.outsidePath ? 'outside' : 'on', sender: to.instanceId ?? 'store' },
    }
    await recordAudit(ctx, tx, { action: 'notification.settings_saved', subject: ruleId, details })
    return ok(null)
  })
}
