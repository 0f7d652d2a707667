// db/schema/acquirers.ts
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import { bytes, id, instant, oneOf } from '../columns'
import { ENVIRONMENTS } from './payments'

export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

/** Whether an account's sales still go to one of its acquirers. No row is a closed breaker. */
export const breakers = pgTable(
  'payment_breakers',
  {
    accountId: id('account_id', 'account').notNull(),
    acquirer: text('acquirer').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    state: text('state', { enum: BREAKER_STATES }).notNull(),
    /** Technical failures in the window that began at `windowAt`. */
    failures: integer('failures').notNull(),
    windowAt: instant('window_at').notNull(),
    openedAt: instant('opened_at'),
    /** From when on one sale may try it again; while half open, until when that one may take. */
    probeAt: instant('probe_at'),
    /** How often it opened in a row: each time it stays open longer. */
    openings: integer('openings').notNull().default(0),
    movedAt: instant('moved_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.acquirer, t.environment] }),
    check('breakers_state', oneOf(t.state, BREAKER_STATES)),
    check('breakers_environment', oneOf(t.environment, ENVIRONMENTS)),
  ],
)

/**
 * How often a card was tried at one acquirer of an account, and what may not be sent again. The
 * counting row of a card is named by its fingerprint, so that the row's lock is the queue of those
 * who try the same card at once. A forbidden repetition is a row of its own, named by the
 * fingerprint of what may not be repeated: the card, the card with its expiry, with an amount.
 */
export const cardTries = pgTable(
  'card_tries',
  {
    accountId: id('account_id', 'account').notNull(),
    /** `*` for what may not be repeated at any of them. */
    acquirer: text('acquirer').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    fingerprint: text('fingerprint').notNull(),
    brand: text('brand'),
    /** The last ones that were not approved, oldest first; past the longest window they go. */
    tries: timestamp('tries', { withTimezone: true, mode: 'date' }).array().notNull(),
    /** Which rule kept the last try from being sent; null when it was sent. */
    avoided: text('avoided'),
    /** What forbids the next try, and until when; null for ever. */
    blockRule: text('block_rule'),
    blockedUntil: instant('blocked_until'),
    movedAt: instant('moved_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.acquirer, t.environment, t.fingerprint] }),
    index('card_tries_moved').on(t.movedAt),
  ],
)

export const CAPTURE_RULES = ['days', 'hours', 'same_day'] as const
export type CaptureRule = (typeof CAPTURE_RULES)[number]

/** Until when an authorisation may be captured, where the account agreed another time than usual. */
export const captureWindows = pgTable(
  'capture_windows',
  {
    accountId: id('account_id', 'account').notNull(),
    acquirer: text('acquirer').notNull(),
    /** A card brand, or `*` for those without a row of their own. */
    brand: text('brand').notNull(),
    rule: text('rule', { enum: CAPTURE_RULES }).notNull(),
    /** Days or hours; 0 for the same day. */
    length: integer('length').notNull(),
    editedAt: instant('edited_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.acquirer, t.brand] }),
    check('capture_windows_rule', oneOf(t.rule, CAPTURE_RULES)),
    check('capture_windows_length', sql`${t.length} between 0 and 720`),
  ],
)

/** Where an acquirer tells one account what changed: `/api/webhooks/{acquirer}/{token}`. */
export const acquirerEndpoints = pgTable(
  'acquirer_endpoints',
  {
    accountId: id('account_id', 'account').notNull(),
    acquirer: text('acquirer').notNull(),
    /** Random; whoever knows it may only make us ask the acquirer. */
    token: text('token').notNull().unique(),
    /** What its notices must carry in `Authorization`, sealed; null where nothing was agreed. */
    sealedKey: text('sealed_key'),
    createdAt: instant('created_at').notNull(),
    lastHeardAt: instant('last_heard_at'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.acquirer] })],
)

/** What an acquirer sent, before it is understood. A hint: the truth is asked for. */
export const acquirerNotices = pgTable(
  'acquirer_notices',
  {
    id: id('id', 'notice').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    acquirer: text('acquirer').notNull(),
    headers: jsonb('headers').$type<Readonly<Record<string, string>>>().notNull(),
    /** Sealed by the keyring. */
    body: bytes('body').notNull(),
    /** SHA-256 of the body: the same one told twice is kept once. */
    digest: text('digest').notNull(),
    receivedAt: instant('received_at').notNull(),
    handledAt: instant('handled_at'),
    /** `moved`, `nothing_new`, `not_ours`, `unreadable`. */
    outcome: text('outcome'),
    attemptId: id('attempt_id', 'attempt'),
  },
  (t) => [
    unique('acquirer_notices_once').on(t.accountId, t.acquirer, t.digest),
    index('acquirer_notices_unhandled').on(t.receivedAt).where(sql`${t.handledAt} is null`),
  ],
)

/** One comparison of an account with its acquirers: what the findings page says of the last one. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    accountId: id('account_id', 'account').notNull(),
    /** The timer's slot it was started for: a repeated run goes on with the same row. */
    slot: text('slot').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    asked: integer('asked').notNull().default(0),
    same: integer('same').notNull().default(0),
    differed: integer('differed').notNull().default(0),
    /** The acquirer could not be asked about these. */
    unanswered: integer('unanswered').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.slot] }),
    index('reconciliations_latest').on(t.accountId, t.startedAt),
  ],
)
