// db/schema/kept-cards.ts
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { CardBrand } from '@/lib/kernel/card-brand'
import { id, instant, oneOf } from '../columns'
import { ENVIRONMENTS, type NetworkIds } from './payments'
import { sales } from './sales'

export const KEPT_CARD_USES = [
  'upsell', // Once, by one touch on the receipt.
  'recurrence', // For every charge until the recurrence ends.
] as const
export type KeptCardUse = (typeof KEPT_CARD_USES)[number]

export const KEPT_CARD_STATUSES = [
  'keeping', // The acquirer is being asked for a token.
  'kept',
  'used', // Once was enough; its token waits to be forgotten.
  'forgotten',
  'failed', // No token came of it.
] as const
export type KeptCardStatus = (typeof KEPT_CARD_STATUSES)[number]

/**
 * A card that an acquirer keeps for one of our buyers. The token belongs to the merchant number it
 * was made with, is sealed, and goes when its use is over.
 */
export const keptCards = pgTable(
  'kept_cards',
  {
    id: id('id', 'keptCard').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    use: text('use', { enum: KEPT_CARD_USES }).notNull(),
    status: text('status', { enum: KEPT_CARD_STATUSES }).notNull(),
    /** The payment it was kept with; null where the card was checked and nothing was charged. */
    saleId: id('sale_id', 'sale'),
    recurrenceId: id('recurrence_id', 'recurrence'),
    acquirer: text('acquirer').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    credentialsId: text('credentials_id').notNull(),
    /** Null until it is kept, and once it is forgotten. */
    sealedToken: text('sealed_token'),
    brand: text('brand').$type<CardBrand>().notNull(),
    bin: text('bin').notNull(),
    last4: text('last4').notNull(),
    expMonth: integer('exp_month').notNull(),
    expYear: integer('exp_year').notNull(),
    /** As in `payment_attempts`: its tries count with those of its number. */
    fingerprint: text('fingerprint').notNull(),
    /** Of the customer's own first payment. */
    networkIds: jsonb('network_ids').$type<NetworkIds>(),
    /** Not used after it; null has no end. */
    usableUntil: instant('usable_until'),
    /** When the sweep forgets it; null while it is needed. */
    forgetAfter: instant('forget_after'),
    /** How often the acquirer was asked to forget it and gave no answer. */
    forgetTries: integer('forget_tries').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    movedAt: instant('moved_at').notNull(),
  },
  (t) => [
    // However often a buyer's answer is told, a sale's card is kept once.
    uniqueIndex('kept_cards_of_sale').on(t.saleId, t.use).where(sql`${t.saleId} is not null`),
    index('kept_cards_of_recurrence').on(t.recurrenceId).where(sql`${t.recurrenceId} is not null`),
    index('kept_cards_to_forget').on(t.forgetAfter).where(sql`${t.forgetAfter} is not null`),
    check('kept_cards_use', oneOf(t.use, KEPT_CARD_USES)),
    check('kept_cards_status', oneOf(t.status, KEPT_CARD_STATUSES)),
    check('kept_cards_environment', oneOf(t.environment, ENVIRONMENTS)),
    check('kept_cards_masked', sql`length(${t.bin}) <= 6 and length(${t.last4}) <= 4`),
    check(
      'kept_cards_token',
      sql`(${t.status} in ('kept', 'used')) = (${t.sealedToken} is not null)`,
    ),
  ],
)

export const UPSELL_DECISIONS = ['accepted', 'declined'] as const

/** What a buyer said to the offer on a receipt: once, however many tabs and touches. */
export const upsellDecisions = pgTable(
  'upsell_decisions',
  {
    accountId: id('account_id', 'account').notNull(),
    parentSaleId: id('parent_sale_id', 'sale')
      .primaryKey()
      .references(() => sales.id),
    /** The offer that was shown. */
    offerId: id('offer_id', 'offer').notNull(),
    decision: text('decision', { enum: UPSELL_DECISIONS }).notNull(),
    /** Of an accepted one. */
    saleId: id('sale_id', 'sale').references(() => sales.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    unique('upsell_decisions_sale').on(t.saleId),
    index('upsell_decisions_of_offer').on(t.accountId, t.offerId, t.decidedAt),
    check('upsell_decisions_decision', oneOf(t.decision, UPSELL_DECISIONS)),
    check(
      'upsell_decisions_has_sale',
      sql`(${t.decision} = 'accepted') = (${t.saleId} is not null)`,
    ),
  ],
)
