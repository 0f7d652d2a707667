// db/schema/sales.ts
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { LocalDate } from '@/lib/kernel/calendar'
import { centavos } from '@/lib/kernel/money'
import { id, instant, money, oneOf, words } from '../columns'
import { CAPTURE_MODES, ENVIRONMENTS, PAYMENT_METHODS } from './payments'

export const SALE_STATUSES = [
  'pending',
  'authorized',
  'paid',
  'refused',
  'failed',
  'canceled',
  'refunded',
  'partially_refunded',
  'charged_back',
  'expired',
] as const
export type SaleStatus = (typeof SALE_STATUSES)[number]

/** `upsell` is one touch on a receipt; `recurrence` is a charge nobody has to be there for. */
export const SALE_SOURCES = ['checkout', 'api', 'upsell', 'recurrence'] as const
export type SaleSource = (typeof SALE_SOURCES)[number]

/**
 * A place of an offer that sells a number of them, or a use of a coupon: `held` while it is being
 * paid for, `kept` once it was paid, `returned` to whoever comes next.
 */
export const HOLDS = ['held', 'kept', 'returned'] as const
export type Hold = (typeof HOLDS)[number]

export type Buyer = {
  readonly name: string
  readonly email: string
  /** E.164. */
  readonly phone: string
  /** CPF or CNPJ, normalised. */
  readonly document: string
  /** What stood there before the buyer put it right on the receipt. */
  readonly emailBefore?: string
}

/** What the buyer owes. Its status is derived from its attempts, by `settle-sale` alone. */
export const sales = pgTable(
  'sales',
  {
    id: id('id', 'sale').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    /** `venda.idVenda` on the old wire. */
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    source: text('source', { enum: SALE_SOURCES }).notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    /** Made to try an acquirer out: in no figure, no message and no list but its own. */
    test: boolean('test').notNull().default(false),
    /** Of its last attempt. */
    method: text('method', { enum: PAYMENT_METHODS }).notNull().default('card'),
    /** The API's Idempotency-Key, or the checkoutId of the offer page. */
    idempotencyKey: text('idempotency_key').notNull(),
    /** SHA-256 of the request less its card data: the same key with another body is refused. */
    requestHash: text('request_hash').notNull(),
    /** The click that is being answered; a new one after a refusal goes on with the same sale. */
    submitId: text('submit_id'),
    /** A request is charging it until then; null once it was answered. */
    busyUntil: instant('busy_until'),
    offerId: id('offer_id', 'offer'),
    offerCode: text('offer_code'),
    product: text('product').notNull(),
    /** What the card is charged, merchant interest included. */
    amount: money('amount_centavos').notNull(),
    refundedAmount: money('refunded_centavos').notNull(),
    installments: integer('installments').notNull(),
    captureMode: text('capture_mode', { enum: CAPTURE_MODES }).notNull(),
    status: text('status', { enum: SALE_STATUSES }).notNull(),
    /** Of its last attempt; null before the first. */
    acquirer: text('acquirer'),
    buyer: jsonb('buyer').$type<Buyer>().notNull(),
    /** When the buyer put their e-mail right on the receipt: once. */
    emailFixedAt: instant('email_fixed_at'),
    /** Brand and last four digits of the card last tried, e.g. `Mastercard 4444`. */
    cardHint: text('card_hint'),
    reference: text('reference'),
    bellUrl: text('bell_url'),
    affiliateCode: text('affiliate_code'),
    /** The short link its buyer came by. */
    linkCode: text('link_code'),
    couponId: id('coupon_id', 'coupon'),
    couponCode: text('coupon_code'),
    /** Its use of the coupon, which is one of so many. */
    couponUse: text('coupon_use', { enum: HOLDS }),
    /** Under what names the coupon counts its buyer: see `lib/offers/coupon-keys.ts`. */
    couponKeys: text('coupon_keys').array().$type<readonly string[]>(),
    /** What the coupon took off; the amount is what is left, bumps and interest included. */
    discount: money('discount_centavos').notNull().default(centavos(0)),
    /** The sale on whose receipt it was offered. */
    parentSaleId: id('parent_sale_id', 'sale'),
    recurrenceId: id('recurrence_id', 'recurrence'),
    /** Null where the offer sells without end. */
    place: text('place', { enum: HOLDS }),
    /** When what is held, a place or a coupon's use, is looked at again; null when nothing is. */
    placeUntil: instant('place_until'),
    tracking: jsonb('tracking').$type<Readonly<Record<string, string>>>().notNull(),
    /** What a person may look for: buyer, document, phone, reference, TID, NSU. */
    words: words('words').notNull(),
    createdAt: instant('created_at').notNull(),
    paidAt: instant('paid_at'),
    movedAt: instant('moved_at').notNull(),
  },
  (t) => [
    unique('sales_idempotency').on(t.accountId, t.idempotencyKey),
    uniqueIndex('sales_number').on(t.number),
    // `sales_found`, of the account and the id, carries along what a list may be narrowed by, so that
    // any filters are answered from it: see its migration, because drizzle has no word for INCLUDE.
    index('sales_tests').on(t.accountId, t.id).where(sql`${t.test}`),
    index('sales_of_link').on(t.accountId, t.linkCode, t.id).where(sql`${t.linkCode} is not null`),
    index('sales_words').using('gin', t.words),
    index('sales_unsettled').on(t.movedAt).where(sql`${t.status} in ('pending', 'authorized')`),
    index('sales_held').on(t.placeUntil).where(sql`${t.placeUntil} is not null`),
    index('sales_of_coupon').on(t.couponId, t.id).where(sql`${t.couponId} is not null`),
    index('sales_of_recurrence').on(t.recurrenceId, t.id).where(sql`${t.recurrenceId} is not null`),
    index('sales_of_parent').on(t.parentSaleId).where(sql`${t.parentSaleId} is not null`),
    check('sales_place', oneOf(t.place, HOLDS)),
    check('sales_coupon_use', oneOf(t.couponUse, HOLDS)),
    check('sales_coupon', sql`(${t.couponId} is null) = (${t.couponUse} is null)`),
    check('sales_status', oneOf(t.status, SALE_STATUSES)),
    check('sales_method', oneOf(t.method, PAYMENT_METHODS)),
    check('sales_source', oneOf(t.source, SALE_SOURCES)),
    check('sales_environment', oneOf(t.environment, ENVIRONMENTS)),
    check('sales_capture_mode', oneOf(t.captureMode, CAPTURE_MODES)),
    check('sales_amount_positive', sql`${t.amount} > 0`),
    check('sales_refunded_within', sql`${t.refundedAmount} between 0 and ${t.amount}`),
  ],
)

export const ITEM_KINDS = ['main', 'bump'] as const

/** What a sale is made of. None: it is what its product says, at its amount. */
export const saleItems = pgTable(
  'sale_items',
  {
    accountId: id('account_id', 'account').notNull(),
    saleId: id('sale_id', 'sale')
      .notNull()
      .references(() => sales.id),
    /** 0 is the main one. */
    position: integer('position').notNull(),
    kind: text('kind', { enum: ITEM_KINDS }).notNull(),
    /** Of a bump, as the offer names it. */
    bumpId: text('bump_id'),
    name: text('name').notNull(),
    /** Before discount and interest. */
    price: money('price_centavos').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.saleId, t.position] }),
    check('sale_items_kind', oneOf(t.kind, ITEM_KINDS)),
  ],
)

/** Rows of one offer and day are spread, so that a launch does not queue behind one row. */
export const SALE_DAY_SHARDS = 8

/** Revenue of an offer on a day of São Paulo, kept by the statement that moves a sale. */
export const saleDays = pgTable(
  'sale_days',
  {
    accountId: id('account_id', 'account').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    /** The offer's id; empty for what was sold at a price of the moment. */
    offerKey: text('offer_key').notNull(),
    day: date('day').$type<LocalDate>().notNull(),
    shard: integer('shard').notNull(),
    paidCount: integer('paid_count').notNull(),
    paid: money('paid_centavos').notNull(),
    returned: money('returned_centavos').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.environment, t.offerKey, t.day, t.shard] })],
)
