// lib/notifications/render-message.ts
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { type OrderSnapshot, threadOrders } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { wordsOf } from './draw-arm'
import { shortenLinks } from './links'
import { render } from './render'
import type { StoreWords } from './variables'

type Message = typeof messages.$inferSelect

/** What one message is made of, and whether its step is still on and by whom it is sent. */
export type Source = {
  readonly text: typeof ruleTexts.$inferSelect
  readonly store: StoreWords
  readonly order: OrderSnapshot
  readonly on: boolean
  /** The sender that its notification was given, where it has one of its own. */
  readonly senderId: Id<'instance'> | null
}

/** Of many messages in one look. */
export async function readSources(
  tx: Tx,
  wanted: readonly Message[],
): Promise<ReadonlyMap<Id<'message'>, Source>> {
  if (wanted.length === 0) return new Map()
  const { name, supportPhone, supportEmail } = stores
  const found = await tx
    .select({
      id: messages.id,
      text: ruleTexts,
      store: { name, supportPhone, supportEmail },
      order: threadOrders.snapshot,
      on: sql<boolean>`coalesce(${ruleSteps.enabled}, false) and ${ne(stores.state, 'paused')}`,
      senderId: rules.instanceId,
    })
    .from(messages)
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .innerJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .leftJoin(ruleSteps, and(eq(ruleSteps.ruleId, rules.id), eq(ruleSteps.step, messages.step)))
    .innerJoin(ruleTexts, isTextOf)
    .innerJoin(threadOrders, isOrderOf)
    .where(
      inArray(
        messages.id,
        wanted.map(({ id }) => id),
      ),
    )
  return new Map(found.map(({ id, ...source }) => [id, source]))
}

const isTextOf = and(
  eq(ruleTexts.ruleId, rules.id),
  eq(ruleTexts.step, messages.step),
  eq(ruleTexts.version, messages.textVersion),
)
const isOrderOf = and(
  eq(threadOrders.storeId, messages.storeId),
  eq(threadOrders.kind, messages.orderKind),
  eq(threadOrders.key, messages.orderKey),
)

/**
 * The message as it leaves now: from the version it was promised, in the wording it was drawn for,
 * with the data of now. Its links are made ours where the text says so.
 */
export async function renderMessage(ctx: Ctx, tx: Tx, message: Message, source: Source) {
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
