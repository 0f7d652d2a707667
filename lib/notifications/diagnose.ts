// lib/notifications/diagnose.ts
import { and, asc, desc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { contacts } from '@/db/schema/contacts'
import { messages } from '@/db/schema/notifications'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import { threadEvents } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import {
  type FoundOrder,
  findOrders,
  type OrderWords,
  orderWordsOf,
} from '@/lib/purchases/find-orders'
import { listStores, type StoreView } from '@/lib/stores/views'
import { type Fix, fixOf } from './message-fix'
import { type EventVerdict, listEventSteps, verdictOnEvent } from './verdict-on-event'
import { type MessageView, select, toViews } from './views'

export type DiagnosedEvent = {
  readonly kind: 'event'
  readonly id: Id<'purchase'>
  readonly event: string
  readonly orderKey: string
  readonly postbackId: Id<'postback'> | null
  readonly saleId: Id<'sale'> | null
  readonly occurredAt: Date | null
  readonly receivedAt: Date
  readonly verdict: EventVerdict
}
export type DiagnosedMessage = {
  readonly kind: 'message'
  readonly message: MessageView
  /** Where what kept it can be put right; null when nothing is wrong. */
  readonly fix: Fix | null
  /** Its event came when it was too late to tell: nobody here kept it waiting. */
  readonly late: boolean
}
export type Diagnosed = DiagnosedEvent | DiagnosedMessage

export type Story = {
  /** Of one cart, or of one order where no cart was told. */
  readonly key: string
  readonly entries: readonly Diagnosed[]
  readonly sent: number
  readonly waiting: number
  readonly notSent: number
}

export type StoreDiagnosis = {
  readonly store: StoreView
  readonly stories: readonly Story[]
  /** When something of any order last came, and how many were refused in the last days. */
  readonly lastAt: Date | null
  readonly refused: number
}

export type Diagnosis = {
  readonly words: OrderWords
  readonly stores: readonly StoreDiagnosis[]
  readonly found: boolean
  /** What the buyers of these orders told us about being written to. */
  readonly contacts: readonly (typeof contacts.$inferSelect)[]
}

const MOST = 200

/** Everything known of one order, phone or e-mail, with a verdict on each thing from its own row. */
export async function diagnose(ctx: Ctx<'member'>, text: string): Promise<Diagnosis> {
  const words = orderWordsOf(text)
  const { rows: stores } = await listStores(ctx, { limit: 100 })
  const orders =
    stores.length === 0
      ? []
      : await findOrders(
          ctx,
          words,
          stores.map(({ id }) => id),
        )
  const stories = await storiesOf(ctx, orders)
  const told = await Promise.all(
    stores.map(async (store): Promise<StoreDiagnosis> => {
      const own = stories.get(store.id) ?? []
      return { store, stories: own, ...(await arrivalsOf(ctx, store)) }
    }),
  )
  const addresses = addressesOf(words, stories)
  return {
    words,
    stores: told.toSorted((a, b) => b.stories.length - a.stories.length),
    found: orders.length > 0,
    contacts: addresses.length === 0 ? [] : await contactsOf(ctx, addresses),
  }
}

async function storiesOf(ctx: Ctx<'member'>, orders: readonly FoundOrder[]) {
  const stories = new Map<Id<'store'>, Story[]>()
  const threads = new Map<string, FoundOrder>()
  for (const order of orders) {
    const key = `${order.storeId} ${order.threadKind} ${order.threadKey}`
    if (!threads.has(key)) threads.set(key, order)
  }
  for (const order of threads.values()) {
    const entries = await entriesOf(ctx, order, orders)
    const states = entries.flatMap((each) => (each.kind === 'message' ? [each.message.state] : []))
    const count = (wanted: readonly string[]) => states.filter((s) => wanted.includes(s)).length
    const story = {
      key: order.threadKey,
      entries,
      sent: count(['sent', 'delivered', 'read', 'unknown']),
      waiting: count(['scheduled', 'queued', 'sending']),
      notSent: count(['failed', 'superseded', 'canceled', 'suppressed']),
    }
    stories.set(order.storeId, [...(stories.get(order.storeId) ?? []), story])
  }
  return stories
}

async function entriesOf(
  ctx: Ctx<'member'>,
  { storeId, threadKey }: FoundOrder,
  orders: readonly FoundOrder[],
): Promise<Diagnosed[]> {
  const keys = orders
    .filter((each) => each.storeId === storeId && each.threadKey === threadKey)
    .map(({ orderKey }) => orderKey)
  const events = await ctx.db
    .select({ purchase: purchaseEvents, judgedAs: threadEvents.event })
    .from(purchaseEvents)
    .leftJoin(threadEvents, eq(threadEvents.purchaseId, purchaseEvents.id))
    .where(
      and(
        eq(purchaseEvents.accountId, ctx.actor.accountId),
        eq(purchaseEvents.storeId, storeId),
        or(eq(purchaseEvents.threadKey, threadKey), inArray(purchaseEvents.orderKey, keys)),
      ),
    )
    .orderBy(asc(purchaseEvents.id))
    .limit(MOST)
  const orderKeys = [...new Set([...keys, ...events.map(({ purchase }) => purchase.orderKey)])]
  const [views, steps] = await Promise.all([
    toViews(
      ctx,
      await select(
        ctx,
        and(eq(messages.storeId, storeId), inArray(messages.orderKey, orderKeys)),
      ).limit(MOST),
    ),
    listEventSteps(ctx, storeId),
  ])
  const entries: Diagnosed[] = [
    ...events.map(({ purchase, judgedAs }): DiagnosedEvent => {
      const { id, event, orderKey, postbackId, saleId, occurredAt, receivedAt } = purchase
      const made = views.filter((message) => message.purchaseId === id)
      const verdict = verdictOnEvent({ purchase, judged: judgedAs !== null, made, steps })
      return {
        kind: 'event',
        id,
        event,
        orderKey,
        postbackId,
        saleId,
        occurredAt,
        receivedAt,
        verdict,
      }
    }),
    ...views.map((message): DiagnosedMessage => {
      const late =
        message.reasonCode === 'expired_before_send' && message.createdAt >= message.validUntil
      return { kind: 'message', message, late, fix: late ? null : fixOf(message) }
    }),
  ]
  return entries.toSorted((a, b) => momentOf(a) - momentOf(b))
}

const momentOf = (entry: Diagnosed): number =>
  entry.kind === 'event'
    ? (entry.occurredAt ?? entry.receivedAt).getTime()
    : (entry.message.sentAt ?? entry.message.createdAt).getTime() + 1

const REFUSED_MS = 7 * 24 * 60 * 60 * 1000

/** What the silence of a store means: whether anything of it came at all. */
async function arrivalsOf(ctx: Ctx<'member'>, store: StoreView) {
  const since = new Date(ctx.now().getTime() - REFUSED_MS)
  const [[last], refused] = await Promise.all([
    ctx.db
      .select({ at: postbacks.receivedAt })
      .from(postbacks)
      .where(and(eq(postbacks.storeId, store.id), eq(postbacks.accountId, ctx.actor.accountId)))
      .orderBy(desc(postbacks.id))
      .limit(1),
    ctx.db
      .select({ id: refusedPostbacks.id })
      .from(refusedPostbacks)
      .where(
        and(
          eq(refusedPostbacks.storeId, store.id),
          eq(refusedPostbacks.accountId, ctx.actor.accountId),
          gt(refusedPostbacks.receivedAt, since),
        ),
      )
      .limit(100),
  ])
  return { lastAt: last?.at ?? store.last?.at ?? null, refused: refused.length }
}

function addressesOf(words: OrderWords, stories: ReadonlyMap<string, readonly Story[]>): string[] {
  const entries = [...stories.values()].flat().flatMap((story) => story.entries)
  const written = entries.flatMap((each) => (each.kind === 'message' ? [each.message.to] : []))
  const all = [...words.phones, words.email, ...written]
  return [...new Set(all.flatMap((each) => each ?? []))]
}

const contactsOf = (ctx: Ctx<'member'>, addresses: readonly string[]) =>
  ctx.db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.accountId, ctx.actor.accountId),
        inArray(
          sql`lower(${contacts.phone})`,
          addresses.map((each) => each.toLowerCase()),
        ),
      ),
    )
    .limit(20)
