// lib/notifications/preview-bodies.ts
import { and, eq, inArray } from 'drizzle-orm'
import type { messages } from '@/db/schema/notifications'
import { rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { threadOrders } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { wordsOf } from './draw-arm'
import { render } from './render'

type Message = typeof messages.$inferSelect

const keyOf = (...parts: readonly unknown[]) => parts.join(' ')

/** What those that never left would say now; what left says what it said. Three queries a page. */
export async function previewBodies(
  ctx: Ctx,
  page: readonly Message[],
): Promise<ReadonlyMap<Id<'message'>, string>> {
  const bodies = new Map(page.flatMap((m) => (m.body === null ? [] : [[m.id, m.body] as const])))
  const unsaid = page.filter((m) => m.body === null)
  if (unsaid.length === 0) return bodies
  const storeIds = [...new Set(unsaid.map((m) => m.storeId))]
  const [texts, places, orders] = await Promise.all([
    ctx.db
      .select({ rule: rules, text: ruleTexts })
      .from(rules)
      .innerJoin(ruleTexts, eq(ruleTexts.ruleId, rules.id))
      .where(
        and(
          inArray(rules.storeId, storeIds),
          inArray(rules.code, [...new Set(unsaid.map((m) => m.rule))]),
        ),
      ),
    ctx.db.select().from(stores).where(inArray(stores.id, storeIds)),
    ctx.db
      .select()
      .from(threadOrders)
      .where(
        inArray(
          threadOrders.threadId,
          unsaid.map((m) => m.threadId),
        ),
      ),
  ])
  const textOf = new Map(
    texts.map(({ rule, text }) => [keyOf(rule.storeId, rule.code, text.step, text.version), text]),
  )
  const storeOf = new Map(places.map((store) => [store.id, store]))
  const orderOf = new Map(orders.map((o) => [keyOf(o.storeId, o.kind, o.key), o.snapshot]))
  for (const m of unsaid) {
    const text = textOf.get(keyOf(m.storeId, m.rule, m.step, m.textVersion))
    const store = storeOf.get(m.storeId)
    const order = orderOf.get(keyOf(m.storeId, m.orderKind, m.orderKey))
    if (text === undefined || store === undefined || order === undefined) continue
    const telling = { orderKey: m.orderKey, order, store, now: ctx.now() }
    const words = { ...text, ...wordsOf(text, m.variant) }
    const rendered = render({ rule: m.rule, ...words }, telling)
    if (rendered.ok) bodies.set(m.id, rendered.value.body)
  }
  return bodies
}
