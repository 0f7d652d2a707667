// lib/notifications/rule-views.ts
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import { ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { OrderSnapshot } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'
import { listPurchases } from '@/lib/purchases/views'
import { snapshotOf } from './happening'
import { PLAN } from './plan'
import { issuesOf, render, type TemplateIssue } from './render'
import { ensureRules } from './rules'

type Reader = Ctx<'member'>

export type StepView = Omit<typeof ruleSteps.$inferSelect, 'accountId'> & {
  readonly text: string
  readonly fallback: string | null
  readonly template: { readonly name: string; readonly category: string } | null
}
export type RuleView = {
  readonly id: Id<'rule'>
  readonly storeId: Id<'store'>
  readonly code: string
  readonly event: PurchaseEvent
  /** On the happy path; null stands outside it. */
  readonly priority: number | null
  readonly outsidePath: boolean
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
    const { id, outsidePath } = first.rule
    const steps = mine.map(({ step, text }) => ({
      ...step,
      text: text.text,
      fallback: text.fallback,
      template: text.template,
    }))
    const priority = ofUpsell ? null : RANKS[event]
    return [{ id, storeId, code, event, priority, outsidePath, steps }]
  })
}

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

export type Preview = {
  readonly issues: readonly TemplateIssue[]
  /** With the last real event of this kind; null when none came yet. */
  readonly real: PreviewText | null
  /** With everything optional missing. */
  readonly worst: PreviewText
}
export type PreviewText =
  | { readonly body: string; readonly missing: null }
  | { readonly body: null; readonly missing: string }

type Draft = {
  readonly storeId: Id<'store'>
  readonly code: string
  readonly text: string
  readonly fallback: string | null
}

const WORST: OrderSnapshot = {
  customerName: null,
  customerEmail: null,
  phone: null,
  productName: null,
  products: [],
  amount: null,
  installments: null,
  method: null,
  refusalReason: null,
  checkoutUrl: null,
  pix: null,
  boleto: null,
  coupons: [],
  delivery: null,
  subscription: null,
}

/** What a text would say to the last buyer it would have gone to, and to the one we know least of. */
export async function previewRule(ctx: Reader, draft: Draft): Promise<Preview | null> {
  const { storeId, code, text, fallback } = draft
  const rule = PLAN.find((each) => each.code === code)
  const [store] = await ctx.db
    .select()
    .from(stores)
    .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
    .orderBy(desc(stores.id))
  if (rule === undefined || store === undefined) return null
  const issues = issuesOf(text)
  const template = { rule: code, text, fallback, template: null }
  const say = (order: OrderSnapshot, orderKey: string): PreviewText => {
    if (issues.some((issue) => issue.code === 'syntax')) return { body: '', missing: null }
    const rendered = render(template, { orderKey, order, store, now: ctx.now() })
    return rendered.ok
      ? { body: rendered.value.body, missing: null }
      : { body: null, missing: rendered.error.variable }
  }
  const [last] = await listPurchases(ctx, { storeId, events: [rule.event], limit: 1 })
  return {
    issues,
    real: last === undefined ? null : say(snapshotOf(last, null), last.orderKey),
    worst: say(WORST, 'PEDIDO'),
  }
}
