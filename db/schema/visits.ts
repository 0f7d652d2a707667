// db/schema/visits.ts
import { bigint, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { LocalDate } from '@/lib/kernel/calendar'
import { bytes, id, instant, money } from '../columns'
import { ENVIRONMENTS } from './payments'
import { SALE_SOURCES } from './sales'

/** Where a visit came from: `lib/reports/visit-origin.ts`. An empty word is "none". */
const origin = () => ({
  origin: text('origin').notNull(),
  campaign: text('campaign').notNull(),
  linkCode: text('link_code').notNull(),
})

const day = () => date('day').$type<LocalDate>().notNull()

/** What happened on the pages of an offer on one day of São Paulo, by where it came from. */
export const visitDays = pgTable(
  'visit_days',
  {
    accountId: id('account_id', 'account').notNull(),
    offerId: id('offer_id', 'offer').notNull(),
    day: day(),
    ...origin(),
    views: integer('views').notNull().default(0),
    /** Different ones on that day: nobody is known again on the next. */
    visitors: integer('visitors').notNull().default(0),
    /** Visitors who typed something into the form. */
    checkouts: integer('checkouts').notNull().default(0),
    leads: integer('leads').notNull().default(0),
  },
  (t) => [
    primaryKey({
      name: 'visit_days_key',
      columns: [t.accountId, t.offerId, t.day, t.origin, t.campaign, t.linkCode],
    }),
  ],
)

/**
 * Who was already counted on a day: a keyed hash whose key is thrown away with the day, so that the
 * number says nothing of anybody, not to us either. Rows are deleted the day after.
 */
export const dayVisitors = pgTable(
  'day_visitors',
  { day: day(), visitor: bigint('visitor', { mode: 'bigint' }).notNull() },
  (t) => [primaryKey({ columns: [t.day, t.visitor] })],
)

/** The key of a day's hashes, shared by all web processes, gone with the day. */
export const visitSalts = pgTable('visit_salts', {
  day: date('day').$type<LocalDate>().primaryKey(),
  salt: bytes('salt').notNull(),
})

/** Clicks of a short link, less the robots that look at what is behind it. */
export const linkDays = pgTable(
  'link_days',
  {
    accountId: id('account_id', 'account').notNull(),
    linkId: id('link_id', 'shortLink').notNull(),
    day: day(),
    clicks: integer('clicks').notNull(),
  },
  (t) => [primaryKey({ columns: [t.linkId, t.day] })],
)

/** A sale under the day it was paid on. */
const saleKey = () => ({
  accountId: id('account_id', 'account').notNull(),
  environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
  offerId: id('offer_id', 'offer').notNull(),
  day: day(),
  /** Only what was sold on the page is a conversion of its visits. */
  via: text('via', { enum: SALE_SOURCES }).notNull(),
  ...origin(),
})

/** Each paid sale of an offer once, as it was last counted: what makes a fact told twice count once. */
export const countedSales = pgTable(
  'counted_sales',
  {
    saleId: id('sale_id', 'sale').primaryKey(),
    ...saleKey(),
    paid: money('paid_centavos').notNull(),
    /** Of this sale, whenever it went back. */
    returned: money('returned_centavos').notNull(),
  },
  (t) => [index('counted_sales_of_offer').on(t.accountId, t.offerId, t.saleId)],
)

/** The sums of `counted_sales`. */
export const originSaleDays = pgTable(
  'origin_sale_days',
  {
    ...saleKey(),
    sales: integer('sales').notNull(),
    paid: money('paid_centavos').notNull(),
    /** Sales of which something went back, and what. */
    returnedSales: integer('returned_sales').notNull(),
    returned: money('returned_centavos').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'origin_sale_days_key',
      columns: [
        t.accountId,
        t.environment,
        t.offerId,
        t.day,
        t.via,
        t.origin,
        t.campaign,
        t.linkCode,
      ],
    }),
  ],
)

export const EXTRA_KINDS = ['bump', 'coupon', 'upsell'] as const
export type ExtraKind = (typeof EXTRA_KINDS)[number]

/** What was taken besides, by its id or code: bumps, coupons, offers on the receipt. */
export const offerExtraDays = pgTable(
  'offer_extra_days',
  {
    accountId: id('account_id', 'account').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    offerId: id('offer_id', 'offer').notNull(),
    day: day(),
    kind: text('kind', { enum: EXTRA_KINDS }).notNull(),
    key: text('key').notNull(),
    times: integer('times').notNull(),
    /** What a bump or an upsell brought; what a coupon took off. */
    amount: money('amount_centavos').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'offer_extra_days_key',
      columns: [t.accountId, t.environment, t.offerId, t.day, t.kind, t.key],
    }),
  ],
)

/** Each lead of an offer once. */
export const countedLeads = pgTable('counted_leads', {
  leadId: id('lead_id', 'lead').primaryKey(),
  accountId: id('account_id', 'account').notNull(),
  countedAt: instant('counted_at').notNull(),
})
