// db/schema/offers.ts
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { id, instant, money, oneOf } from '../columns'
import { accounts } from './accounts'
import type {
  About,
  Block,
  Bump,
  Commission,
  LeadForm,
  Picture,
  Plan,
  Question,
  Testimonial,
  Trackers,
  Upsell,
  Video,
} from './offer-content'
import { CAPTURE_MODES, type PaymentMethod } from './payments'

export const OFFER_STATES = ['draft', 'published', 'paused'] as const
export type OfferState = (typeof OFFER_STATES)[number]

export const OFFER_KINDS = ['one_off', 'recurring'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** Whose the interest of instalments is: the merchant adds it to the total, the issuer to the bill. */
export const INTEREST_BY = ['merchant', 'issuer'] as const
export type InterestBy = (typeof INTEREST_BY)[number]

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
    subtitle: text('subtitle').notNull().default(''),
    /** HTML of few tags, made safe when it was taken in: `lib/offers/clean-html.ts`. */
    description: text('description').notNull().default(''),
    language: text('language', { enum: LANGUAGES }).notNull().default('pt-BR'),
    kind: text('kind', { enum: OFFER_KINDS }).notNull().default('one_off'),
    /** Of a recurring one; null sells once. */
    plan: jsonb('plan').$type<Plan>(),
    price: money('price_centavos'),
    maxInstallments: integer('max_installments').notNull().default(1),
    interestBy: text('interest_of', { enum: INTEREST_BY }).notNull().default('merchant'),
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
    bumps: jsonb('bumps').$type<readonly Bump[]>().notNull().default([]),
    upsell: jsonb('upsell').$type<Upsell>(),
    commission: jsonb('commission').$type<Commission>(),
    /** Whether the page has a place to type a coupon. */
    takesCoupons: boolean('takes_coupons').notNull().default(true),
    logoId: id('logo_id', 'image'),
    gallery: jsonb('gallery').$type<readonly Picture[]>().notNull().default([]),
    testimonials: jsonb('testimonials').$type<readonly Testimonial[]>().notNull().default([]),
    video: jsonb('video').$type<Video>(),
    questions: jsonb('questions').$type<readonly Question[]>().notNull().default([]),
    about: jsonb('about').$type<About>(),
    /** Empty: the usual order, everything on but the lead form. */
    blocks: jsonb('blocks').$type<readonly Block[]>().notNull().default([]),
    leadForm: jsonb('lead_form').$type<LeadForm>(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    /** When its page changes next by the clock alone: it opens, or ends. */
    turnsAt: instant('turns_at'),
    beforeText: text('before_text').notNull().default(''),
    afterText: text('after_text').notNull().default(''),
    showsCountdown: boolean('shows_countdown').notNull().default(false),
    /** How many are sold at most; null sells without end. What is left is in `offer_places`. */
    salesLimit: integer('sales_limit'),
    showsPlacesLeft: boolean('shows_places_left').notNull().default(false),
    soldOutText: text('sold_out_text').notNull().default(''),
    trackers: jsonb('trackers').$type<Trackers>(),
    supportEmail: text('support_email'),
    accessUrl: text('access_url'),
    /** urlCampainha: where every change of a sale is told. */
    bellUrl: text('bell_url'),
    /** Null while nothing was changed since the last publication. */
    draft: jsonb('draft').$type<OfferDraft>(),
    publishedAt: instant('published_at'),
    /** Put away: its page is gone, its sales and figures stay. */
    archivedAt: instant('archived_at'),
    createdAt: instant('created_at').notNull(),
    /** Of the draft: each save is later than the one before, which tells two people apart. */
    editedAt: instant('edited_at').notNull(),
    /** The user or the key that saved it last; empty when it was never told. */
    editedBy: text('last_editor').notNull().default(''),
  },
  (t) => [
    index('offers_of_account').on(t.accountId, t.id),
    index('offers_to_turn').on(t.turnsAt).where(sql`${t.turnsAt} is not null`),
    check('offers_state', oneOf(t.state, OFFER_STATES)),
    check('offers_kind', oneOf(t.kind, OFFER_KINDS)),
    check('offers_interest_of', oneOf(t.interestBy, INTEREST_BY)),
    check('offers_plan', sql`(${t.kind} = 'recurring') = (${t.plan} is not null)`),
    check('offers_window', sql`${t.endsAt} > ${t.startsAt}`),
    check('offers_sales_limit', sql`${t.salesLimit} > 0`),
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

/** What each publication made public, whole, so that any of them can be brought back as a draft. */
export const offerVersions = pgTable(
  'offer_versions',
  {
    accountId: id('account_id', 'account').notNull(),
    offerId: id('offer_id', 'offer')
      .notNull()
      .references(() => offers.id),
    /** 1 is the first. */
    number: integer('number').notNull(),
    fields: jsonb('fields').$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Names of the fields that differ from the version before. */
    changed: text('changed').array().$type<readonly string[]>().notNull().default([]),
    /** The user or the key that published it; empty for what was public before versions were kept. */
    by: text('by').notNull().default(''),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.offerId, t.number] })],
)

/**
 * Places of an offer that sells a number of them. Apart from the offer, so that sales do not wait
 * for its editor: `taken` counts what was sold and what somebody is paying for now.
 */
export const offerPlaces = pgTable(
  'offer_places',
  {
    accountId: id('account_id', 'account').notNull(),
    offerId: id('offer_id', 'offer')
      .primaryKey()
      .references(() => offers.id),
    total: integer('total').notNull(),
    taken: integer('taken').notNull().default(0),
  },
  (t) => [check('offer_places_taken', sql`${t.taken} >= 0`)],
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
    /** What the producer calls it. */
    label: text('label').notNull().default(''),
    /** Origin it adds to the address: `utm_*`, `src`, `sck`. */
    tracking: jsonb('tracking').$type<Readonly<Record<string, string>>>().notNull().default({}),
    archivedAt: instant('archived_at'),
    clicks: bigint('clicks', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('short_links_of_offer').on(t.offerId)],
)
