// lib/notifications/preview-rule.ts
import { and, eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { OrderSnapshot } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { listPurchases, type PurchaseView } from '@/lib/purchases/views'
import { snapshotOf } from './happening'
import { PLAN } from './plan'
import { issuesOf, render, type TemplateIssue, usedIn } from './render'
import { valuesOf } from './variables'

type Reader = Ctx<'member'>

export type Preview = {
  readonly issues: readonly TemplateIssue[]
  readonly fallbackIssues: readonly TemplateIssue[]
  /** With a real event of this kind; null when none came yet. */
  readonly real: PreviewText | null
  /** Which event that is, and the others that can be chosen: the newest first. */
  readonly chosen: string | null
  readonly events: readonly PreviewEvent[]
  /** With everything optional missing. */
  readonly worst: PreviewText
  /** What the text reads and that event does not tell. */
  readonly empty: readonly string[]
}
export type PreviewText =
  | {
      readonly body: string
      readonly subject: string | null
      readonly missing: null
      readonly fallback: boolean
    }
  | { readonly body: null; readonly missing: string }
export type PreviewEvent = {
  readonly id: string
  readonly customer: string | null
  readonly product: string
  readonly at: Date
  readonly test: boolean
}

type Draft = {
  readonly storeId: Id<'store'>
  readonly code: string
  readonly text: string
  readonly fallback: string | null
  readonly subject: string | null
  /** Another event than the last one. */
  readonly purchaseId: string | null
}

const EVENTS_SHOWN = 8
const BROKEN: ReadonlySet<TemplateIssue['code']> = new Set([
  'unclosed_tag',
  'unclosed_section',
  'unopened_section',
  'syntax',
])

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

/** What a text would say to a buyer it would have gone to, and to the one we know least of. */
export async function previewRule(ctx: Reader, draft: Draft): Promise<Preview | null> {
  const { storeId, code, text, fallback, subject } = draft
  const rule = PLAN.find((each) => each.code === code)
  const [store] = await ctx.db
    .select()
    .from(stores)
    .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
  if (rule === undefined || store === undefined) return null
  const found = await listPurchases(ctx, { storeId, events: [rule.event], limit: EVENTS_SHOWN })
  const chosen = found.find(({ id }) => id === draft.purchaseId) ?? found[0]
  const issues = issuesOf(text)
  const fallbackIssues = fallback === null ? [] : issuesOf(fallback)
  const broken = [...issues, ...fallbackIssues].some((issue) => BROKEN.has(issue.code))
  const cleanSubject = subject !== null && issuesOf(subject).length === 0 ? subject : null
  const template = { rule: code, text, fallback, template: null, subject: cleanSubject }
  const say = (order: OrderSnapshot, orderKey: string): PreviewText => {
    const none = { subject: null, missing: null, fallback: false }
    if (broken) return { body: '', ...none }
    const rendered = render(template, { orderKey, order, store, now: ctx.now() })
    if (!rendered.ok) return { body: null, missing: rendered.error.variable }
    const { body, subject: said, fallback: instead } = rendered.value
    return { body, subject: said, missing: null, fallback: instead }
  }
  return {
    ...{ issues, fallbackIssues },
    real: chosen === undefined ? null : say(snapshotOf(chosen, null), chosen.orderKey),
    chosen: chosen?.id ?? null,
    events: found.map(eventOf),
    worst: say(WORST, 'PEDIDO'),
    empty: chosen === undefined ? [] : emptyIn(text, chosen, { ...store, now: ctx.now() }),
  }
}

const eventOf = ({ id, customer, product, receivedAt, test }: PurchaseView): PreviewEvent => ({
  ...{ id, customer: customer.name, product, at: receivedAt, test },
})

type Place = Parameters<typeof valuesOf>[0]['store'] & { readonly now: Date }

function emptyIn(text: string, chosen: PurchaseView, { now, ...store }: Place) {
  const order = snapshotOf(chosen, null)
  const values: Readonly<Record<string, string>> = valuesOf({
    orderKey: chosen.orderKey,
    order,
    store,
    now,
  })
  return usedIn(text).filter((name) => values[name] === '')
}
