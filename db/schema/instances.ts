// db/schema/instances.ts
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { ENVIRONMENTS } from './payments'

export const INSTANCE_STATES = [
  'new',
  'waiting_qr',
  'connecting',
  'connected',
  'disconnected',
  'logged_out',
  'blocked',
] as const
export type InstanceState = (typeof INSTANCE_STATES)[number]

export type QuietWindow = { readonly from: string; readonly to: string }
export type QuietDays = Readonly<Partial<Record<string, QuietWindow | 'all' | null>>>

/** One sender and its queue: pace, day and pause are columns, so that any worker may serve it. */
export const instances = pgTable(
  'instances',
  {
    id: id('id', 'instance').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    /** A code of the channels' registry. */
    channel: text('channel').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    name: text('name').notNull(),
    number: text('number'),
    sealedSettings: text('sealed_settings').notNull(),
    /** What the channel says of it: the name people see, its rating, how many strangers a day. */
    profile: text('profile'),
    quality: text('quality'),
    strangersDaily: integer('strangers_daily'),
    /** The secret part of the address its channel calls. */
    webhookToken: text('webhook_token').notNull().unique(),
    state: text('state', { enum: INSTANCE_STATES }).notNull(),
    stateCause: text('state_cause'),
    changedAt: instant('changed_at').notNull(),
    checkedAt: instant('checked_at'),
    /** Since when it has been connected, or off. After a long absence its queue waits for a person. */
    connectedAt: instant('connected_at'),
    offSince: instant('off_since'),
    reviewSince: instant('review_since'),
    /** To be scanned by the phone that is to be linked; replaced every few seconds. */
    qrCode: text('qr_code'),
    pairingCode: text('pairing_code'),
    qrAt: instant('qr_at'),
    qrCount: integer('qr_count').notNull().default(0),
    intervalMs: integer('interval_ms').notNull(),
    jitterPercent: integer('jitter_percent').notNull(),
    /** Null: as many as the channel lets through. */
    dailyCap: integer('daily_cap'),
    /** A new unofficial number begins slowly, whatever its cap. */
    warmUp: boolean('warm_up').notNull(),
    /** Of its first days; null is our own proposal. `warm_up_from` is null until it first connected. */
    warmUpPlan: jsonb('warm_up_plan').$type<readonly number[]>(),
    warmUpFrom: instant('warm_up_from'),
    /** The hour of São Paulo at which the day of its cap begins. */
    capResetHour: text('cap_reset_hour').notNull().default('00:00'),
    /** `22:00` and `08:00` on the recipient's wall; both null when it may ring at any hour. */
    quietFrom: text('quiet_from'),
    quietTo: text('quiet_to'),
    /** Days that differ, by weekday, Sunday is 0; null is a day without silence. */
    quietDays: jsonb('quiet_days').$type<QuietDays>().notNull().default({}),
    perRecipientDaily: integer('per_recipient_daily').notNull(),
    maxInFlight: integer('max_in_flight').notNull(),
    sendCodeApart: boolean('send_code_apart').notNull(),
    pausedAt: instant('paused_at'),
    pausedCause: text('paused_cause'),
    /** After a spam warning: nothing before `held_until`, and half the pace until `slow_until`. */
    heldUntil: instant('held_until'),
    slowUntil: instant('slow_until'),
    nextAt: instant('next_at'),
    /** Nothing can leave before then, whatever comes: its interval, its rest or its full day. */
    idleUntil: instant('idle_until'),
    /** For when its pump was asked to wake: who needs it earlier asks again. */
    wakeAt: instant('wake_at'),
    sentOn: text('sent_on'),
    sentToday: integer('sent_today').notNull().default(0),
    /** How many left on each of the days before, the last two weeks of them. */
    sentDays: jsonb('sent_days').$type<Readonly<Record<string, number>>>().notNull().default({}),
    failuresInRow: integer('failures_in_row').notNull().default(0),
    lastError: text('last_error'),
    /** Which run of the pump has it, until when it is believed, and until when it sleeps. */
    pumpRun: text('pump_run'),
    pumpUntil: instant('pump_until'),
    pumpSleepsUntil: instant('pump_sleeps_until'),
    /** Taken off the list by a person: its messages stay, and it never sends again. */
    removedAt: instant('removed_at'),
    /** When its channel last called us, and when the call was last not believed. */
    heardAt: instant('heard_at'),
    distrustedAt: instant('distrusted_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('instances_of_account').on(t.accountId, t.id),
    check('instances_state', oneOf(t.state, INSTANCE_STATES)),
    check('instances_interval', sql`${t.intervalMs} >= 0`),
    check('instances_jitter', sql`${t.jitterPercent} between 0 and 50`),
    check('instances_daily_cap', sql`${t.dailyCap} between 1 and 4320`),
  ],
)
