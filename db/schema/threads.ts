// db/schema/threads.ts
import { boolean, index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'

/** What one order is known to be, as the newest events told it. Dates are ISO text. */
export type OrderSnapshot = {
  readonly customerName: string | null
  readonly customerEmail: string | null
  readonly phone: string | null
  readonly productName: string | null
  readonly products: readonly { readonly name: string; readonly quantity: number }[]
  readonly amount: number | null
  readonly installments: number | null
  readonly method: string | null
  readonly refusalReason: string | null
  readonly checkoutUrl: string | null
  readonly pix: SnapshotPix | null
  readonly boleto: SnapshotBoleto | null
  readonly coupons: readonly SnapshotCoupon[]
  readonly delivery: { readonly code: string | null; readonly url: string | null } | null
  readonly subscription: {
    readonly plan: string | null
    readonly nextChargeAt: string | null
  } | null
}
export type SnapshotPix = {
  readonly code: string | null
  readonly url: string | null
  readonly expiresAt: string | null
}
export type SnapshotBoleto = {
  readonly line: string | null
  readonly url: string | null
  readonly dueAt: string | null
}
export type SnapshotCoupon = {
  readonly code: string
  readonly kind: 'percentage' | 'fixed'
  readonly value: number
  readonly minPrice: number
  readonly expiresAt: string | null
}

/** All attempts of one cart. Its row is the lock under which events are judged. */
export const threads = pgTable(
  'threads',
  {
    id: id('id', 'thread').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('threads_once').on(t.storeId, t.kind, t.key)],
)

/** The orders of a thread, as they are known now: what templates are rendered from. */
export const threadOrders = pgTable(
  'thread_orders',
  {
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    threadId: id('thread_id', 'thread').notNull(),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    snapshot: jsonb('snapshot').$type<OrderSnapshot>().notNull(),
    lastOccurredAt: instant('last_occurred_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.kind, t.key] }),
    index('thread_orders_of_thread').on(t.threadId),
  ],
)

/** Every event a thread has seen, once; judging one means comparing it with these. */
export const threadEvents = pgTable(
  'thread_events',
  {
    purchaseId: id('purchase_id', 'purchase').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    threadId: id('thread_id', 'thread').notNull(),
    orderKind: text('order_kind').notNull(),
    orderKey: text('order_key').notNull(),
    event: text('event').notNull(),
    /** Whether the store had a message switched on for it: only then it silences announcements. */
    spoken: boolean('spoken').notNull(),
    subscriptionKey: text('subscription_key'),
    occurredAt: instant('occurred_at').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    index('thread_events_of_thread').on(t.threadId, t.occurredAt),
    index('thread_events_of_subscription').on(t.storeId, t.subscriptionKey),
  ],
)
