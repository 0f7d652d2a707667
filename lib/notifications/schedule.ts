// lib/notifications/schedule.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { stores } from '@/db/schema/stores'
import { threadEvents, threadOrders } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { getPurchase, type PurchaseView } from '@/lib/purchases/views'
import { decide, isSpoken, type Made, SAYS_NOTHING } from './decide'
import { type DrawnStep, drawTrials, keepTrials } from './draw-trials'
import { findContact } from './find-contact'
import { type Happening, type News, newsOf, snapshotOf } from './happening'
import { newer, sameOrder } from './happy-path'
import { keepConsent } from './keep-consent'
import { lockThread, type Thread } from './lock-thread'
import { moveMessage } from './move-message'
import { noteRecovery } from './note-recovery'
import { readThread } from './read-thread'
import { ensureRules, stepsOn } from './rules'
import { tellOfThread } from './tell-queue'

export type Scheduled = {
  /** Why nothing was judged: it was judged before, is a test, or says nothing about an order. */
  readonly skipped: 'seen' | 'test' | 'says_nothing' | null
  readonly scheduled: readonly Id<'message'>[]
  readonly moved: number
}

const skipped = (why: Exclude<Scheduled['skipped'], null>): Scheduled => ({
  skipped: why,
  scheduled: [],
  moved: 0,
})

/**
 * One event of one order, judged against everything its thread has seen: one transaction, with the
 * thread's row locked, so that two events that arrive together are judged one after the other.
 * Safe to run again: an event is judged once.
 */
export async function schedule(
  ctx: Ctx,
  purchaseId: Id<'purchase'>,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Scheduled> {
  const purchase = await getPurchase(ctx, purchaseId)
  if (purchase.test) return skipped('test')
  if (SAYS_NOTHING.has(purchase.event)) return skipped('says_nothing')
  await ensureRules(ctx, purchase.storeId)
  return ctx.db.transaction(async (tx) => {
    const thread = await lockThread(ctx, tx, purchase)
    const named = { ...purchase, orderKey: thread.orderKey }
    return judge(ctx, tx, thread, { purchase: named, quiet })
  })
}

/** `quiet` is old news: it takes messages back, and neither makes one nor opens one again. */
type Judged = { readonly purchase: PurchaseView; readonly quiet: boolean }

async function judge(ctx: Ctx, tx: Tx, thread: Thread, told: Judged): Promise<Scheduled> {
  const { purchase, quiet } = told
  const { seen, existing } = await readThread(tx, thread.id, purchase)
  if (seen.some((e) => e.purchaseId === purchase.id && e.event === purchase.event)) {
    await freshen(ctx, tx, thread, { seen, purchase })
    return skipped('seen')
  }
  const [store] = await tx
    .select({ settings: stores.settings, platform: stores.platform })
    .from(stores)
    .where(eq(stores.id, purchase.storeId))
  invariant(store, 'a purchase belongs to a store')
  const listening = await stepsOn(tx, purchase.storeId, purchase.event)
  const news = newsOf(purchase, !quiet && isSpoken(listening, purchase.parentOrderKey !== null))
  await keepEvent(ctx, tx, thread, { news, purchase })
  await keepConsent(ctx, tx, news, store.platform)
  const { steps, arms } = await drawTrials(tx, thread.id, quiet ? [] : listening)

  const decision = decide({
    now: ctx.now(),
    news,
    seen: seen.filter((e) => e.purchaseId !== news.purchaseId),
    messages: existing,
    steps,
    upsellsOn: store.settings.messagesForUpsells === true,
    contact: await findContact(tx, ctx.actor.accountId, news.phone, news.email),
  })
  let moved = 0
  for (const { id, from, to, reason, by } of decision.moves) {
    if (quiet && to === 'scheduled') continue
    if (await moveMessage(ctx, tx, { id, from, to, reason, by })) moved++
  }
  const scheduled: Id<'message'>[] = []
  for (const made of decision.made) {
    const id = await makeMessage(ctx, tx, { thread, news, purchase }, made)
    if (id !== null && made.state === 'scheduled') scheduled.push(id)
  }
  const { storeId } = purchase
  await keepTrials(ctx, tx, { arms, made: decision.made, storeId, threadId: thread.id })
  if (scheduled.length + moved > 0) await tellOfThread(ctx, tx, thread.id)
  const others = seen.filter((e) => e.purchaseId !== news.purchaseId)
  const heard = { threadId: thread.id, purchase, before: seen, seen: [...others, news] }
  await noteRecovery(ctx, tx, heard)
  return { skipped: null, scheduled, moved }
}

type Heard = { readonly news: News; readonly purchase: PurchaseView }

/** The event, once; and what it tells of its order. */
async function keepEvent(ctx: Ctx, tx: Tx, thread: Thread, heard: Heard) {
  const { news, purchase } = heard
  const place = placeOf(ctx, thread, purchase)
  const { purchaseId, event, spoken, orderKind, orderKey, subscriptionKey, at } = news
  const told = { event, spoken, occurredAt: at }
  await tx
    .insert(threadEvents)
    .values({
      ...place,
      ...{ purchaseId, orderKind, orderKey, subscriptionKey, ...told },
      receivedAt: purchase.receivedAt,
    })
    .onConflictDoUpdate({ target: threadEvents.purchaseId, set: told })
  await keepOrder(ctx, tx, thread, heard)
}

const placeOf = (ctx: Ctx, thread: Thread, { storeId }: PurchaseView) => ({
  accountId: ctx.actor.accountId,
  storeId,
  threadId: thread.id,
})

/** What an order is known to be now, unless a newer event told it better. */
async function keepOrder(ctx: Ctx, tx: Tx, thread: Thread, { news, purchase }: Heard) {
  const { orderKind, orderKey, at } = news
  const ofOrder = and(
    eq(threadOrders.storeId, purchase.storeId),
    eq(threadOrders.kind, orderKind),
    eq(threadOrders.key, orderKey),
  )
  const [order] = await tx.select().from(threadOrders).where(ofOrder)
  if (order !== undefined && order.lastOccurredAt > at) return
  const now = { snapshot: snapshotOf(purchase, order?.snapshot ?? null), lastOccurredAt: at }
  await tx
    .insert(threadOrders)
    .values({ ...placeOf(ctx, thread, purchase), kind: orderKind, key: orderKey, ...now })
    .onConflictDoUpdate({
      target: [threadOrders.storeId, threadOrders.kind, threadOrders.key],
      set: now,
    })
}

type Again = { readonly seen: readonly Happening[]; readonly purchase: PurchaseView }

/** Read again it may know more: the tracking code of a delivery that came twice. */
async function freshen(ctx: Ctx, tx: Tx, thread: Thread, { seen, purchase }: Again) {
  const news = newsOf(purchase, false)
  if (seen.some((other) => sameOrder(other, news) && newer(other, news))) return
  await keepOrder(ctx, tx, thread, { news, purchase })
}

type Place = Heard & { readonly thread: Thread }

async function makeMessage(ctx: Ctx, tx: Tx, place: Place, made: Made<DrawnStep>) {
  const { thread, news, purchase } = place
  const { instanceId } = made
  const [row] = await tx
    .insert(messages)
    .values({
      id: ctx.newId('message'),
      ...{ accountId: ctx.actor.accountId, storeId: purchase.storeId, instanceId },
      ...{ threadId: thread.id, threadKey: thread.key },
      ...{ orderKind: news.orderKind, orderKey: news.orderKey },
      ...{ purchaseId: news.purchaseId, event: news.event, occurredAt: news.at },
      subscriptionKey: news.subscriptionKey,
      ...{ rule: made.rule, step: made.step, textVersion: made.textVersion },
      ...{ lane: made.lane, kind: made.kind, outsidePath: made.outside },
      ...{ customerName: purchase.customer.name, to: news.phone, email: news.email },
      variant: made.variant,
      ...{ state: made.state, reasonCode: made.reason },
      ...{ reasonPurchaseId: made.by?.purchaseId ?? null, reasonEvent: made.by?.event ?? null },
      decidedAt: made.reason === null ? null : ctx.now(),
      ...{ sendAfter: made.sendAfter, validUntil: made.validUntil, createdAt: ctx.now() },
    })
    .onConflictDoNothing()
    .returning({ id: messages.id })
  if (row === undefined) return null
  await recordFact(ctx, tx, {
    name: `message.${made.state}`,
    payload: { messageId: row.id, ...(instanceId && { instanceId }) },
  })
  return row.id
}
