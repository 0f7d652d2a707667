// db/schema/leads.ts
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant, oneOf, words } from '../columns'
import { offers } from './offers'

/** Who asked to be told more, and who asked to be told when it can be bought (again). */
export const LEAD_KINDS = ['lead', 'waitlist_before', 'waitlist_sold_out'] as const
export type LeadKind = (typeof LEAD_KINDS)[number]

/**
 * The one mail of a waiting list. `sending` is on its way; `unknown` was handed over and nobody
 * answered: like any message, it is not sent a second time by itself.
 */
export const LEAD_MAILS = ['waiting', 'sending', 'sent', 'unknown', 'failed', 'left'] as const
export type LeadMail = (typeof LEAD_MAILS)[number]

/** A contact captured on an offer page: one row a person, offer and kind. */
export const leads = pgTable(
  'leads',
  {
    id: id('id', 'lead').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    offerId: id('offer_id', 'offer')
      .notNull()
      .references(() => offers.id),
    offerCode: text('offer_code').notNull(),
    kind: text('kind', { enum: LEAD_KINDS }).notNull(),
    /** All four are null once the person was erased; the row stays, for what was earned by it. */
    name: text('name'),
    email: text('email'),
    /** What tells people apart: `lib/leads/email-key.ts`. */
    emailKey: text('email_key'),
    /** E.164. */
    phone: text('phone'),
    language: text('language').notNull(),
    /** Word for word what was agreed to, and which version of our words that is. */
    consentText: text('consent_text').notNull(),
    consentVersion: integer('consent_version').notNull(),
    consentAt: instant('consent_at').notNull(),
    /** A fingerprint of the address it was agreed from: proves, and finds nobody. */
    ipHash: text('ip_hash'),
    tracking: jsonb('tracking').$type<Readonly<Record<string, string>>>().notNull(),
    /** Of the first time: later ones change nothing of where the lead came from. */
    affiliateCode: text('affiliate_code'),
    linkCode: text('link_code'),
    /** How often the same person asked again. */
    repeats: integer('repeats').notNull().default(0),
    lastSeenAt: instant('last_seen_at').notNull(),
    /** What the person bought afterwards. */
    saleId: id('sale_id', 'sale'),
    convertedAt: instant('converted_at'),
    /** The sale whose messages go on where the lead's began: the first one, and no other. */
    threadSaleId: id('thread_sale_id', 'sale'),
    /** Of a waiting list; null for a lead that nobody promised a mail. */
    mail: text('mail', { enum: LEAD_MAILS }),
    mailTries: integer('mail_tries').notNull().default(0),
    mailedAt: instant('mailed_at'),
    erasedAt: instant('erased_at'),
    words: words('words').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // The fences of the duplicate rules, whatever arrives at the same moment.
    uniqueIndex('leads_once_by_email').on(t.offerId, t.kind, t.emailKey),
    uniqueIndex('leads_once_by_phone').on(t.offerId, t.kind, t.phone),
    index('leads_of_account').on(t.accountId, t.id).where(sql`${t.erasedAt} is null`),
    index('leads_of_email').on(t.accountId, t.emailKey),
    index('leads_words').using('gin', t.words),
    index('leads_of_thread').on(t.threadSaleId).where(sql`${t.threadSaleId} is not null`),
    index('leads_to_mail').on(t.offerId, t.id).where(sql`${t.mail} in ('waiting', 'sending')`),
    check('leads_kind', oneOf(t.kind, LEAD_KINDS)),
    check('leads_mail', oneOf(t.mail, LEAD_MAILS)),
  ],
)

/**
 * `open` somebody types; `told` left it, and the store was told; `ended` without telling anybody,
 * with why beside it.
 */
export const CHECKOUT_STATES = ['open', 'told', 'ended'] as const
export type CheckoutState = (typeof CHECKOUT_STATES)[number]

export const CHECKOUT_ENDS = [
  'attempted',
  'paid_elsewhere',
  'told_before',
  'offer_closed',
  'unreachable',
  'opted_out',
] as const
export type CheckoutEnd = (typeof CHECKOUT_ENDS)[number]

/** Who began to fill in a checkout, from the first contact that can be written to. Never a card. */
export const checkouts = pgTable(
  'checkouts',
  {
    accountId: id('account_id', 'account').notNull(),
    /** The name that the sale would get: see `POST /api/checkout/{code}`. */
    checkoutId: text('checkout_id').notNull(),
    offerId: id('offer_id', 'offer')
      .notNull()
      .references(() => offers.id),
    offerCode: text('offer_code').notNull(),
    name: text('name'),
    email: text('email'),
    emailKey: text('email_key'),
    /** E.164. */
    phone: text('phone'),
    tracking: jsonb('tracking').$type<Readonly<Record<string, string>>>().notNull(),
    affiliateCode: text('affiliate_code'),
    linkCode: text('link_code'),
    /** Ids of the additional offers that were ticked. */
    bumps: text('bumps').array().$type<readonly string[]>().notNull().default([]),
    state: text('state', { enum: CHECKOUT_STATES }).notNull(),
    ended: text('ended', { enum: CHECKOUT_ENDS }),
    toldAt: instant('told_at'),
    /** The thread that the store was told in: its own, or that of the lead it began with. */
    threadKey: text('thread_key'),
    /** The sale that became of it. */
    saleId: id('sale_id', 'sale'),
    createdAt: instant('created_at').notNull(),
    touchedAt: instant('touched_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.checkoutId] }),
    index('checkouts_open').on(t.touchedAt).where(sql`${t.state} = 'open'`),
    index('checkouts_kept')
      .on(t.touchedAt)
      .where(sql`${t.email} is not null or ${t.phone} is not null`),
    index('checkouts_of_email').on(t.accountId, t.emailKey),
    index('checkouts_of_phone').on(t.accountId, t.phone).where(sql`${t.phone} is not null`),
    index('checkouts_of_sale').on(t.saleId).where(sql`${t.saleId} is not null`),
    check('checkouts_state', oneOf(t.state, CHECKOUT_STATES)),
    check('checkouts_ended', oneOf(t.ended, CHECKOUT_ENDS)),
  ],
)
