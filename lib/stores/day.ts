// lib/stores/day.ts
import { and, eq, gte, sql } from 'drizzle-orm'
import { type MessageState, messages } from '@/db/schema/notifications'
import { type PurchaseEvent, purchaseEvents } from '@/db/schema/purchases'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import { firstIdAt, type Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

export type EventOfDay = {
  readonly event: PurchaseEvent
  readonly received: number
  readonly sent: number
  readonly read: number
  /** Why the others did not go, the most frequent reason first. */
  readonly held: readonly { readonly reason: string; readonly times: number }[]
}

export type StoreDay = {
  readonly received: number
  readonly sent: number
  readonly read: number
  readonly held: number
  /** Approvals of carts that had been given up, as the platform itself tells. */
  readonly recovered: { readonly orders: number; readonly amount: Centavos }
  /** Events of the day, the most frequent first. */
  readonly events: readonly EventOfDay[]
}

const SENT: ReadonlySet<MessageState> = new Set(['sent', 'delivered', 'read'])
const HELD: ReadonlySet<MessageState> = new Set(['suppressed', 'superseded', 'canceled', 'failed'])

/** Today in São Paulo, event by event. Reads one day of two indexes, however old the store is. */
export async function dayOf(ctx: Ctx, storeId: Id<'store'>): Promise<StoreDay> {
  const start = instantAt(localDateOf(ctx.now()), '00:00')
  const [received, told, recovered] = await Promise.all([
    eventsSince(ctx, storeId, start),
    messagesSince(ctx, storeId, start),
    recoveredSince(ctx, storeId, start),
  ])
  const names = new Set([...received.keys(), ...told.map(({ event }) => event as PurchaseEvent)])
  const events = [...names].map((event) => {
    const mine = told.filter((each) => each.event === event)
    return {
      event,
      received: received.get(event) ?? 0,
      sent: sum(mine.filter(({ state }) => SENT.has(state))),
      read: sum(mine.filter(({ state }) => state === 'read')),
      held: mine
        .filter(({ state }) => HELD.has(state))
        .map(({ reason, times }) => ({ reason: reason ?? 'none', times }))
        .toSorted((a, b) => b.times - a.times),
    }
  })
  return {
    received: total(events.map((each) => each.received)),
    sent: total(events.map((each) => each.sent)),
    read: total(events.map((each) => each.read)),
    held: total(events.flatMap(({ held }) => held.map(({ times }) => times))),
    recovered,
    events: events.toSorted((a, b) => b.received - a.received),
  }
}

const total = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
const sum = (rows: readonly { times: number }[]) => total(rows.map(({ times }) => times))

const eventsOf = (ctx: Ctx, storeId: Id<'store'>, start: Date) =>
  and(
    eq(purchaseEvents.storeId, storeId),
    eq(purchaseEvents.accountId, ctx.actor.accountId),
    eq(purchaseEvents.test, false),
    gte(purchaseEvents.id, firstIdAt('purchase', start)), // Where the index begins to be read.
    gte(purchaseEvents.receivedAt, start),
  )

async function recoveredSince(ctx: Ctx, storeId: Id<'store'>, start: Date) {
  const [row] = await ctx.db
    .select({
      orders: sql<number>`count(${purchaseEvents.id})::int`,
      amount: sql<string>`coalesce(sum(${purchaseEvents.amount}), 0)::text`,
    })
    .from(purchaseEvents)
    .where(
      and(
        eventsOf(ctx, storeId, start),
        eq(purchaseEvents.event, 'payment_approved'),
        eq(purchaseEvents.cartRecovered, true),
      ),
    )
  return { orders: row?.orders ?? 0, amount: centavos(Number(row?.amount ?? 0)) }
}

async function eventsSince(ctx: Ctx, storeId: Id<'store'>, start: Date) {
  const rows = await ctx.db
    .select({ event: purchaseEvents.event, times: sql<number>`count(${purchaseEvents.id})::int` })
    .from(purchaseEvents)
    .where(eventsOf(ctx, storeId, start))
    .groupBy(purchaseEvents.event)
  return new Map(rows.map(({ event, times }) => [event, times]))
}

const messagesSince = (ctx: Ctx, storeId: Id<'store'>, start: Date) =>
  ctx.db
    .select({
      event: messages.event,
      state: messages.state,
      reason: messages.reasonCode,
      times: sql<number>`count(${messages.id})::int`,
    })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.accountId, ctx.actor.accountId),
        gte(messages.id, firstIdAt('message', start)),
        gte(messages.createdAt, start),
      ),
    )
    .groupBy(messages.event, messages.state, messages.reasonCode)
