// db/schema/coupons.ts
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { id, instant, money, oneOf } from '../columns'
import { accounts } from './accounts'
import { offers } from './offers'
import type { PaymentMethod } from './payments'

export const COUPON_KINDS = ['percent', 'fixed'] as const
export type CouponKind = (typeof COUPON_KINDS)[number]

/** A code that takes something off the price: of one offer, or of everything an account sells. */
export const coupons = pgTable(
  'coupons',
  {
    id: id('id', 'coupon').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    /** Capital letters, as it is compared: a buyer types it in any. */
    code: text('code').notNull(),
    /** Null is good for every offer. */
    offerId: id('offer_id', 'offer').references(() => offers.id),
    kind: text('kind', { enum: COUPON_KINDS }).notNull(),
    /** Basis points of a percentage, centavos of a fixed sum. */
    value: integer('value').notNull(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    maxUses: integer('max_uses'),
    /** By CPF or CNPJ, and by e-mail. */
    maxPerBuyer: integer('max_per_buyer'),
    /** Of a recurring offer: the first charge alone, or every one. */
    everyCharge: boolean('every_charge').notNull().default(false),
    /** Null takes any. */
    methods: text('methods').array().$type<readonly PaymentMethod[]>(),
    /** Sales that have it and were paid, or may still be: what a limit is held against. */
    used: integer('used').notNull().default(0),
    /** What its sales brought, kept by the statement that moves a sale. */
    paidCount: integer('paid_count').notNull().default(0),
    paid: money('paid_centavos').notNull().default(sql`0`),
    returned: money('returned_centavos').notNull().default(sql`0`),
    /** A person put an end to it. */
    endedAt: instant('ended_at'),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    unique('coupons_code').on(t.accountId, t.code),
    index('coupons_of_offer').on(t.accountId, t.offerId, t.id),
    check('coupons_kind', oneOf(t.kind, COUPON_KINDS)),
    check('coupons_value', sql`${t.value} > 0 and (${t.kind} = 'fixed' or ${t.value} <= 10000)`),
    check('coupons_window', sql`${t.endsAt} > ${t.startsAt}`),
    check(
      'coupons_limits',
      sql`coalesce(${t.maxUses}, 1) > 0 and coalesce(${t.maxPerBuyer}, 1) > 0`,
    ),
    check('coupons_used', sql`${t.used} >= 0`),
    check(
      'coupons_methods',
      sql`${t.methods} <@ array['card', 'pix', 'boleto'] and ${t.methods} <> '{}'`,
    ),
  ],
)

/** How often one buyer used one coupon. A row for the document and one for the e-mail, as hashes. */
export const couponBuyers = pgTable(
  'coupon_buyers',
  {
    accountId: id('account_id', 'account').notNull(),
    couponId: id('coupon_id', 'coupon')
      .notNull()
      .references(() => coupons.id),
    key: text('key').notNull(),
    used: integer('used').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.couponId, t.key] }),
    check('coupon_buyers_used', sql`${t.used} >= 0`),
  ],
)
