// db/schema/recurrences.ts
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { id, instant, money, oneOf } from '../columns'
import type { Plan } from './offer-content'
import { ENVIRONMENTS } from './payments'
import type { Buyer } from './sales'

export const RECURRENCE_STATUSES = [
  'signing_up', // The card is being charged or checked; nothing was agreed yet.
  'refused', // The card was not taken: another may be, in the same checkout.
  'active',
  'past_due', // A charge was given up: the buyer has to bring another card.
  'canceled',
  'ended', // Every charge that was agreed is done.
] as const
export type RecurrenceStatus = (typeof RECURRENCE_STATUSES)[number]

/** A place of its offer, and a use of its coupon. */
export type RecurrenceHolds = {
  readonly place: boolean
  readonly couponId: Id<'coupon'> | null
  readonly keys: readonly string[]
}

/** What a buyer agreed to pay again and again, as it was agreed: the offer may change, this stays. */
export const recurrences = pgTable(
  'recurrences',
  {
    id: id('id', 'recurrence').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    status: text('status', { enum: RECURRENCE_STATUSES }).notNull(),
    /** The checkoutId of the page, as of a sale. */
    idempotencyKey: text('idempotency_key').notNull(),
    /** The click that is being answered, of a sign-up that charges nothing. */
    submitId: text('submit_id'),
    busyUntil: instant('busy_until'),
    offerId: id('offer_id', 'offer').notNull(),
    offerCode: text('offer_code').notNull(),
    product: text('product').notNull(),
    plan: jsonb('plan').$type<Plan>().notNull(),
    /** Of every charge after the first; the first may have bumps, and a coupon of its own. */
    amount: money('amount_centavos').notNull(),
    /** Of the first, where nothing is charged at the sign-up. */
    firstAmount: money('first_amount_centavos').notNull(),
    statementName: text('statement_name').notNull().default(''),
    bellUrl: text('bell_url'),
    buyer: jsonb('buyer').$type<Buyer>().notNull(),
    /** `Mastercard final 4444`, without the words: `Mastercard 4444`. */
    cardHint: text('card_hint').notNull(),
    affiliateCode: text('affiliate_code'),
    linkCode: text('link_code'),
    couponCode: text('coupon_code'),
    tracking: jsonb('tracking').$type<Readonly<Record<string, string>>>().notNull(),
    /** The day of the month that was chosen, and stays so however short a month is. */
    baseDay: integer('base_day').notNull(),
    firstChargeOn: date('first_charge_on').$type<LocalDate>().notNull(),
    /** Null once nothing more is due. */
    nextChargeOn: date('next_charge_on').$type<LocalDate>(),
    /** Charges that were paid. */
    chargesPaid: integer('charges_paid').notNull().default(0),
    /** What a sign-up has that charged nothing, and has no sale to hold it. */
    holds: jsonb('holds').$type<RecurrenceHolds>(),
    /** Why the card was not taken: the acquirer's code, of a sign-up that charged nothing. */
    refusal: jsonb('refusal').$type<Readonly<Record<string, string | null>>>(),
    createdAt: instant('created_at').notNull(),
    movedAt: instant('moved_at').notNull(),
  },
  (t) => [
    unique('recurrences_idempotency').on(t.accountId, t.idempotencyKey),
    index('recurrences_of_account').on(t.accountId, t.id),
    index('recurrences_due').on(t.nextChargeOn, t.id).where(sql`${t.status} = 'active'`),
    check('recurrences_status', oneOf(t.status, RECURRENCE_STATUSES)),
    check('recurrences_environment', oneOf(t.environment, ENVIRONMENTS)),
    check('recurrences_amount', sql`${t.amount} > 0 and ${t.firstAmount} > 0`),
    check('recurrences_base_day', sql`${t.baseDay} between 1 and 31`),
    check(
      'recurrences_next',
      sql`${t.nextChargeOn} is null or ${t.status} in ('active', 'past_due')`,
    ),
  ],
)

export const CHARGE_STATUSES = [
  'due',
  'charging', // A job has it, and its sale with the acquirer.
  'retrying', // Refused, and tried again on a later day.
  'paid',
  'failed', // Given up: no further try without another card.
  'canceled', // Its recurrence was canceled before anything was sent.
] as const
export type ChargeStatus = (typeof CHARGE_STATUSES)[number]

/** One period of one recurrence. Its id is the idempotency key of its sale. */
export const recurrenceCharges = pgTable(
  'recurrence_charges',
  {
    id: id('id', 'charge').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    recurrenceId: id('recurrence_id', 'recurrence')
      .notNull()
      .references(() => recurrences.id),
    /** 1 is the first. */
    number: integer('number').notNull(),
    dueOn: date('due_on').$type<LocalDate>().notNull(),
    status: text('status', { enum: CHARGE_STATUSES }).notNull(),
    /** Days on which it was tried, in all. */
    tries: integer('tries').notNull().default(0),
    /** The day of the next try. */
    retryOn: date('retry_on').$type<LocalDate>(),
    saleId: id('sale_id', 'sale'),
    /** Why it stands where it stands, where that is not plain: `no_card`, a class of refusal. */
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
    movedAt: instant('moved_at').notNull(),
  },
  (t) => [
    // Whatever crashes and however often the job runs, a period is charged once.
    unique('recurrence_charges_once').on(t.recurrenceId, t.dueOn),
    unique('recurrence_charges_number').on(t.recurrenceId, t.number),
    unique('recurrence_charges_sale').on(t.saleId),
    index('recurrence_charges_open')
      .on(t.id)
      .where(sql`${t.status} in ('due', 'charging', 'retrying')`),
    check('recurrence_charges_status', oneOf(t.status, CHARGE_STATUSES)),
  ],
)
