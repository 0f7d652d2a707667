// lib/notifications/render-message.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { messages } from '@/db/schema/notifications'
import { rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { threadOrders } from '@/db/schema/threads'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { wordsOf } from './draw-arm'
import { shortenLinks } from './links'
import { render } from './render'

type Message = typeof messages.$inferSelect

/**
 * The message as it leaves now: from the version it was promised, in the wording it was drawn for,
 * with the data of now. Its links are made ours where the text says so.
 */
export async function renderMessage(ctx: Ctx, tx: Tx, message: Message) {
  const [source] = await tx
    .select({ text: ruleTexts, store: stores, order: threadOrders.snapshot })
    .from(rules)
    .innerJoin(
      ruleTexts,
      and(
        eq(ruleTexts.ruleId, rules.id),
        eq(ruleTexts.step, message.step),
        eq(ruleTexts.version, message.textVersion),
      ),
    )
    .innerJoin(stores, eq(stores.id, rules.storeId))
    .innerJoin(
      threadOrders,
      and(
        eq(threadOrders.storeId, rules.storeId),
        eq(threadOrders.kind, message.orderKind),
        eq(threadOrders.key, message.orderKey),
      ),
    )
    .where(and(eq(rules.storeId, message.storeId), eq(rules.code, message.rule)))
  invariant(source, 'a message has a rule, a store and an order')
  const { template, subject, shortenLinks: short } = source.text
  const rendered = render(
    { rule: message.rule, ...wordsOf(source.text, message.variant), template, subject },
    { orderKey: message.orderKey, order: source.order, store: source.store, now: ctx.now() },
  )
  if (!rendered.ok) return rendered
  const { body, parameters, ...rest } = rendered.value
  if (!short) return { ok: true as const, value: { ...rendered.value, template } }
  const [said = body, ...filled] = await shortenLinks(ctx, tx, message.id, [
    body,
    ...(parameters ?? []),
  ])
  const value = { ...rest, template, body: said, parameters: parameters && filled }
  return { ok: true as const, value }
}
