// lib/notifications/rule-views.ts
import { and, asc, eq, inArray } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import {
  type CloudTemplate,
  type Delay,
  ruleSteps,
  rules,
  ruleTexts,
  type Variant,
} from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'
import { PLAN } from './plan'
import { ensureRules } from './rules'

type Reader = Ctx<'member'>

export type StepView = Omit<typeof ruleSteps.$inferSelect, 'accountId'> & {
  readonly text: string
  readonly fallback: string | null
  readonly subject: string | null
  readonly template: CloudTemplate | null
  readonly variants: readonly Variant[]
  readonly shortenLinks: boolean
}
export type RuleView = {
  readonly id: Id<'rule'>
  readonly storeId: Id<'store'>
  readonly code: string
  readonly event: PurchaseEvent
  /** On the happy path; null stands outside it. */
  readonly priority: number | null
  readonly outsidePath: boolean
  readonly holdoutPercent: number
  /** Of its own, instead of the store's. */
  readonly instanceId: Id<'instance'> | null
  readonly steps: readonly StepView[]
}

/** The table of one store, in the order of the happy path, then the rest. */
export async function listRules(ctx: Reader, storeId: Id<'store'>): Promise<readonly RuleView[]> {
  await ensureRules(ctx, storeId)
  const found = await ctx.db
    .select({ rule: rules, step: ruleSteps, text: ruleTexts })
    .from(rules)
    .innerJoin(ruleSteps, eq(ruleSteps.ruleId, rules.id))
    .innerJoin(
      ruleTexts,
      and(
        eq(ruleTexts.ruleId, rules.id),
        eq(ruleTexts.step, ruleSteps.step),
        eq(ruleTexts.version, ruleSteps.version),
      ),
    )
    .where(and(eq(rules.storeId, storeId), eq(rules.accountId, ctx.actor.accountId)))
    .orderBy(asc(ruleSteps.step))
  return PLAN.flatMap(({ code, event, ofUpsell }): RuleView[] => {
    const mine = found.filter(({ rule }) => rule.code === code)
    const [first] = mine
    if (first === undefined) return []
    const { id, outsidePath, holdoutPercent, instanceId } = first.rule
    const steps = mine.map(({ step, text }) => ({ ...step, ...wordsIn(text) })).sort(byDelay)
    const priority = ofUpsell ? null : RANKS[event]
    const own = { outsidePath, holdoutPercent, instanceId }
    return [{ id, storeId, code, event, priority, ...own, steps }]
  })
}

const wordsIn = (row: typeof ruleTexts.$inferSelect) => {
  const { text, fallback, subject, template, variants, shortenLinks } = row
  return { text, fallback, subject, template, variants, shortenLinks }
}

const DAY_MS = 86_400_000

/** About when a step goes out, so that steps stand in the order in which a buyer hears them. */
function aboutWhen(delay: Delay): number {
  switch (delay.kind) {
    case 'after':
      return delay.ms
    case 'next_day':
      return DAY_MS
    case 'before_expiry':
      return 30 * DAY_MS - delay.ms
    case 'due_day':
      return (60 - delay.daysBefore) * DAY_MS
  }
}
const byDelay = (a: StepView, b: StepView) =>
  aboutWhen(a.delay) - aboutWhen(b.delay) || a.step - b.step

export async function findRule(ctx: Reader, storeId: Id<'store'>, code: string) {
  return (await listRules(ctx, storeId)).find((rule) => rule.code === code) ?? null
}

/** How many messages wait that were promised the present text of a step. */
export async function countPending(ctx: Reader, { storeId, code }: RuleView, step: number) {
  const waiting = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.accountId, ctx.actor.accountId),
        eq(messages.rule, code),
        eq(messages.step, step),
        inArray(messages.state, ['scheduled', 'queued']),
      ),
    )
    .limit(1_000)
  return waiting.length
}
