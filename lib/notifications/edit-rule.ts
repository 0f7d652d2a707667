// lib/notifications/edit-rule.ts
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { type CloudTemplate, ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { issuesOf, type TemplateIssue } from './render'
import type { EditStep, SwitchStep } from './rule-input'

export type EditRuleError =
  | { readonly code: 'rule_not_found' | 'not_allowed' | 'changed_meanwhile' }
  /** Which field holds a text that would not work, and what is wrong with it. */
  | { readonly code: 'text_has_errors'; readonly field: string; readonly issue: TemplateIssue }
type Done = Result<{ readonly applied: number }, EditRuleError>

/** On or off from the next event on; what was promised and is now off is not said either. */
export async function switchStep(
  ctx: Ctx<'member'>,
  { ruleId, step, enabled }: SwitchStep,
): Promise<Done> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx): Promise<Done> => {
    const [changed] = await tx
      .update(ruleSteps)
      .set({ enabled, stoppedBy: null, updatedAt: ctx.now() })
      .where(stepOf(ctx, ruleId, step))
      .returning({ step: ruleSteps.step })
    if (changed === undefined) return err({ code: 'rule_not_found' })
    await tell(ctx, tx, ruleId)
    const action = enabled ? 'notification.switched_on' : 'notification.switched_off'
    const details = { step: String(step), rule: await codeOf(tx, ruleId) }
    await recordAudit(ctx, tx, { action, subject: ruleId, details })
    return ok({ applied: 0 })
  })
}

/** A new text is a new version: what waits keeps the one it was promised unless it is said so. */
export async function editStep(ctx: Ctx<'member'>, edit: EditStep): Promise<Done> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const wrong = wrongText(edit)
  if (wrong !== null) return err({ code: 'text_has_errors', ...wrong })
  return ctx.db.transaction(async (tx): Promise<Done> => {
    const { ruleId, step, delay, lane, kind } = edit
    const [now] = await tx
      .select()
      .from(ruleSteps)
      .where(stepOf(ctx, ruleId, step))
      .for('update')
    if (now === undefined) return err({ code: 'rule_not_found' })
    if (now.updatedAt.getTime() !== edit.basis.getTime()) return err({ code: 'changed_meanwhile' })
    const version = await keepText(ctx, tx, edit)
    await tx
      .update(ruleSteps)
      .set({ delay, lane, kind, version, updatedAt: ctx.now() })
      .where(stepOf(ctx, ruleId, step))
    const applied = edit.applyToPending ? await applyToPending(ctx, tx, edit, version) : 0
    await tell(ctx, tx, ruleId)
    const details = {
      ...{ rule: await codeOf(tx, ruleId), step: String(step), version: String(version) },
      ...(applied > 0 && { applied: String(applied) }),
    }
    await recordAudit(ctx, tx, { action: 'notification.edited', subject: ruleId, details })
    return ok({ applied })
  })
}

/** The first text that would not work, by the name of its field. */
function wrongText({ text, fallback, subject, variants }: EditStep) {
  const fields: readonly (readonly [string, string | null])[] = [
    ['text', text],
    ['fallback', fallback],
    ['subject', subject],
    ...variants.flatMap((variant, at) => [
      [`variants.${at}.text`, variant.text] as const,
      [`variants.${at}.fallback`, variant.fallback] as const,
    ]),
  ]
  for (const [field, said] of fields) {
    const [issue] = said === null ? [] : issuesOf(said)
    if (issue !== undefined) return { field, issue }
  }
  return null
}

export const stepOf = (ctx: Ctx, ruleId: Id<'rule'>, step: number) =>
  and(
    eq(ruleSteps.ruleId, ruleId),
    eq(ruleSteps.step, step),
    eq(ruleSteps.accountId, ctx.actor.accountId),
  )

/** Key order and absent keys do not matter: what is said does. */
const sameWords = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The version in force afterwards: the one there is when nothing was rewritten. */
async function keepText(ctx: Ctx<'member'>, tx: Tx, edit: EditStep) {
  const { ruleId, step, text, fallback, subject, variants, template, shortenLinks } = edit
  const words = { text, fallback, subject, variants, template: tidy(template), shortenLinks }
  const [last] = await tx
    .select()
    .from(ruleTexts)
    .where(and(eq(ruleTexts.ruleId, ruleId), eq(ruleTexts.step, step)))
    .orderBy(desc(ruleTexts.version))
    .limit(1)
  if (last !== undefined) {
    const before = {
      ...{ text: last.text, fallback: last.fallback, subject: last.subject },
      variants: last.variants.map(({ key, percent, ...said }) => ({
        ...{ key, percent, text: said.text, fallback: said.fallback },
      })),
      ...{ template: tidy(last.template), shortenLinks: last.shortenLinks },
    }
    if (sameWords(before, words)) return last.version
  }
  const version = (last?.version ?? 0) + 1
  await tx.insert(ruleTexts).values({
    ...{ ruleId, accountId: ctx.actor.accountId, step, version },
    ...words,
    authorId: ctx.actor.userId,
    createdAt: ctx.now(),
  })
  return version
}

type Loose = { readonly [K in keyof CloudTemplate]: CloudTemplate[K] | undefined }

/** Its own keys in one order, and none that says nothing. */
function tidy(
  template: (Loose & Pick<CloudTemplate, 'name' | 'language' | 'category' | 'parameters'>) | null,
): CloudTemplate | null {
  if (template === null) return null
  const { name, language, category, parameters, parameterNames, buttonUrlParameter } = template
  return {
    ...{ name, language, category, parameters },
    ...(parameterNames !== undefined && { parameterNames }),
    ...(buttonUrlParameter !== undefined && { buttonUrlParameter }),
  }
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

export async function codeOf(tx: Tx, ruleId: Id<'rule'>): Promise<string> {
  const [rule] = await tx.select({ code: rules.code }).from(rules).where(eq(rules.id, ruleId))
  return rule?.code ?? ''
}

export const tell = (ctx: Ctx, tx: Tx, ruleId: Id<'rule'>) =>
  recordFact(ctx, tx, { name: 'notification.edited', payload: { ruleId } })
