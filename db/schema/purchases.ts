// db/schema/purchases.ts
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { PhoneIssue } from '@/lib/kernel/phone'
import type { TaxIdKind } from '@/lib/kernel/tax-id'
import { id, instant, money, oneOf } from '../columns'

export const PURCHASE_EVENTS = [
  'lead_captured',
  'cart_abandoned',
  'pix_generated',
  'boleto_generated',
  'payment_pending',
  'payment_in_analysis',
  'payment_approved',
  'payment_refused',
  'pix_expired',
  'boleto_expired',
  'order_canceled',
  'refund_requested',
  'refunded',
  'refunded_partial',
  'chargeback_opened',
  'chargeback',
  'invoiced',
  'in_separation',
  'collected',
  'posted',
  'in_transit',
  'out_for_delivery',
  'awaiting_pickup',
  'delivery_problem',
  'delivered',
  'returned',
  'subscription_activated',
  'subscription_renewed',
  'subscription_overdue',
  'subscription_reactivated',
  'subscription_canceled',
  'subscription_finished',
  'access_created',
  'password_reset',
  'ignored', // Known, and without effect on purpose.
  'unknown', // In no list: a question for a person.
] as const
export type PurchaseEvent = (typeof PURCHASE_EVENTS)[number]

export const ORDER_KINDS = ['transaction', 'cart'] as const
export const THREAD_KINDS = ['cart', 'transaction', 'buyer'] as const
export const PAYMENT_METHODS = ['pix', 'boleto', 'credit_card', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

type Words = Readonly<Record<string, string>>

/** Inside a JSON column an instant is ISO text; the view makes it a Date again. */
export type KeptPix = {
  readonly code: string
  readonly url: string | null
  readonly expiresAt: string | null
}
export type KeptBoleto = {
  readonly line: string | null
  readonly url: string | null
  readonly dueAt: string | null
}
export type KeptCoupon = {
  readonly code: string
  readonly kind: 'percentage' | 'fixed'
  readonly value?: number
  readonly valueCents?: number
  readonly minPriceCents: number
  readonly expiresAt: string | null
}
export type KeptProduct = {
  readonly id: string | null
  readonly name: string
  readonly quantity: number
  readonly priceCents: number | null
  readonly bump: boolean
}
export type Delivery = { readonly code: string | null; readonly url: string | null }
export type Subscription = {
  readonly code: string
  readonly plan: string | null
  readonly status: string
  readonly charges: number | null
  readonly nextChargeAt: string | null
}

/** One canonical commerce event, from a gateway's postback or from a sale of our own. */
export const purchaseEvents = pgTable(
  'purchase_events',
  {
    id: id('id', 'purchase').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    platform: text('platform').notNull(),
    /** Where it was read from: one of the two, or none for what a script imported. */
    postbackId: id('postback_id', 'postback'),
    saleId: id('sale_id', 'sale'),
    deliveryKey: text('delivery_key').notNull(),
    /** Of the reader that made this row; a replay after a fix raises it. */
    mapperVersion: integer('mapper_version').notNull(),
    event: text('event', { enum: PURCHASE_EVENTS }).notNull(),
    /** On the happy path; null stands outside. */
    rank: integer('rank'),
    rawEvent: text('raw_event').notNull(),
    detail: text('detail'),
    test: boolean('test').notNull(),
    warnings: jsonb('warnings').$type<readonly string[]>().notNull(),
    orderKey: text('order_key').notNull(),
    orderKind: text('order_kind', { enum: ORDER_KINDS }).notNull(),
    threadKey: text('thread_key').notNull(),
    threadKind: text('thread_kind', { enum: THREAD_KINDS }).notNull(),
    parentOrderKey: text('parent_order_key'),
    cartRecovered: boolean('cart_recovered').notNull(),
    customerName: text('customer_name'),
    firstName: text('first_name'),
    email: text('email'),
    /** E.164, or null with the reason beside it. */
    phone: text('phone'),
    phoneIssue: text('phone_issue').$type<PhoneIssue>(),
    documentKind: text('document_kind').$type<TaxIdKind>(),
    document: text('document'),
    documentValid: boolean('document_valid').notNull(),
    ip: text('ip'),
    product: text('product').notNull(),
    products: jsonb('products').$type<readonly KeptProduct[]>().notNull(),
    paymentMethod: text('payment_method', { enum: PAYMENT_METHODS }),
    amount: money('amount_centavos'),
    currency: text('currency').notNull(),
    installments: integer('installments'),
    /** The gateway's raw words: never shown to a buyer. */
    refusalReason: text('refusal_reason'),
    pix: jsonb('pix').$type<KeptPix>(),
    boleto: jsonb('boleto').$type<KeptBoleto>(),
    checkoutUrl: text('checkout_url'),
    coupons: jsonb('coupons').$type<readonly KeptCoupon[]>().notNull(),
    delivery: jsonb('delivery').$type<Delivery>(),
    subscription: jsonb('subscription').$type<Subscription>(),
    tracking: jsonb('tracking').$type<Words>().notNull(),
    /** The buyer's last campaign as the gateway tells it; never mixed with this purchase's origin. */
    campaign: jsonb('campaign').$type<Words>().notNull(),
    occurredAt: instant('occurred_at'),
    receivedAt: instant('received_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // The second fence: whatever is delivered or read twice, an event happened once.
    uniqueIndex('purchase_events_once').on(t.storeId, t.deliveryKey),
    index('purchase_events_of_store').on(t.storeId, t.id),
    index('purchase_events_of_order').on(t.storeId, t.orderKey, t.id),
    index('purchase_events_of_thread').on(t.storeId, t.threadKey, t.id),
    index('purchase_events_of_kind').on(t.storeId, t.event, t.id),
    index('purchase_events_of_phone')
      .on(t.accountId, t.phone, t.id)
      .where(sql`${t.phone} is not null`),
    index('purchase_events_of_email')
      .on(t.accountId, sql`lower(${t.email})`, t.id)
      .where(sql`${t.email} is not null`),
    check('purchase_events_event', oneOf(t.event, PURCHASE_EVENTS)),
    check('purchase_events_order_kind', oneOf(t.orderKind, ORDER_KINDS)),
    check('purchase_events_thread_kind', oneOf(t.threadKind, THREAD_KINDS)),
    check('purchase_events_method', oneOf(t.paymentMethod, PAYMENT_METHODS)),
    check('purchase_events_amount', sql`${t.amount} >= 0`),
  ],
)
