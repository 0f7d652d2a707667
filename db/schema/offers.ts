// db/schema/offers.ts
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant, money, oneOf } from '../columns'
import { accounts } from './accounts'
import { CAPTURE_MODES, type PaymentMethod } from './payments'

export const OFFER_STATES = ['draft', 'published', 'paused'] as const
export type OfferState = (typeof OFFER_STATES)[number]

export const LANGUAGES = ['pt-BR', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** What the producer edits freely; publishing copies it into the columns the page and sales read. */
export type OfferDraft = Readonly<Record<string, unknown>>

export const offers = pgTable(
  'offers',
  {
    id: id('id', 'offer').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    /** Six letters and digits, public: `/o/HF13OC`. */
    code: text('code').notNull().unique(),
    state: text('state', { enum: OFFER_STATES }).notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    language: text('language', { enum: LANGUAGES }).notNull().default('pt-BR'),
    price: money('price_centavos'),
    maxInstallments: integer('max_installments').notNull().default(1),
    /** Merchant interest a month, in basis points; 0 is "sem juros". Applies from 2 instalments. */
    interestBasisPoints: integer('interest_basis_points').notNull().default(0),
    minInstallment: money('min_installment_centavos').notNull(),
    captureMode: text('capture_mode', { enum: CAPTURE_MODES }).notNull().default('automatic'),
    /** How it may be paid; what no acquirer of the account can do is left out on the page. */
    methods: text('methods').array().$type<readonly PaymentMethod[]>().notNull().default(['card']),
    pixMinutes: integer('pix_minutes').notNull().default(30),
    boletoDays: integer('boleto_days').notNull().default(3),
    guaranteeDays: integer('guarantee_days').notNull().default(7),
    /** The producer chooses a hue (0–359); lightness and chroma are ours. */
    brandHue: integer('brand_hue').notNull().default(165),
    statementName: text('statement_name').notNull().default(''),
    supportEmail: text('support_email'),
    accessUrl: text('access_url'),
    /** urlCampainha: where every change of a sale is told. */
    bellUrl: text('bell_url'),
    /** Null while nothing was changed since the last publication. */
    draft: jsonb('draft').$type<OfferDraft>(),
    publishedAt: instant('published_at'),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    index('offers_of_account').on(t.accountId, t.id),
    check('offers_state', oneOf(t.state, OFFER_STATES)),
    check('offers_language', oneOf(t.language, LANGUAGES)),
    check('offers_capture_mode', oneOf(t.captureMode, CAPTURE_MODES)),
    check(
      'offers_methods',
      sql`${t.methods} <@ array['card', 'pix', 'boleto'] and ${t.methods} <> '{}'`,
    ),
    check('offers_pix_minutes', sql`${t.pixMinutes} between 5 and 1440`),
    check('offers_boleto_days', sql`${t.boletoDays} between 1 and 30`),
    check('offers_price_positive', sql`${t.price} > 0`),
    check('offers_published_has_price', sql`${t.state} <> 'published' or ${t.price} is not null`),
  ],
)

export const shortLinks = pgTable(
  'short_links',
  {
    id: id('id', 'shortLink').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    code: text('code').notNull().unique(),
    offerId: id('offer_id', 'offer')
      .notNull()
      .references(() => offers.id),
    affiliateCode: text('affiliate_code'),
    clicks: bigint('clicks', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('short_links_of_offer').on(t.offerId)],
)
