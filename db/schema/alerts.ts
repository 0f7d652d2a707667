// db/schema/alerts.ts
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'

export const ALERTS = [
  'quarantine', // A store sent something new that nobody could read.
  'wrong_key', // A store's gateway signs with another key than the one saved.
  'instance_off', // A sender lost its connection.
  'instance_blocked', // WhatsApp logged a number out, or blocked it.
  'instance_limited', // The channel asked for less, or the account behind it cannot pay.
  'step_stopped', // The channel refused a template, and its notification stopped.
  'queue_stuck', // Something due has waited too long.
  'review_waiting', // After a long absence a queue waits for a person.
  'delivery_problem', // An order that a courier could not deliver: for the store, not for the buyer.
  'chargeback', // A buyer's bank took a payment of a gateway back.
  'recurrence_past_due', // A charge of a recurrence was given up: the buyer has to bring another card.
  'page_changed', // A payment page runs something that is not of the release.
] as const
export type AlertKind = (typeof ALERTS)[number]

/** What a producer should know now. One open row a kind and subject, however often it happens. */
export const alerts = pgTable(
  'alerts',
  {
    id: id('id', 'alert').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    kind: text('kind', { enum: ALERTS }).notNull(),
    /** Names its subject, such as an instance or a store and a word. */
    key: text('key').notNull(),
    storeId: id('store_id', 'store'),
    instanceId: id('instance_id', 'instance'),
    /** The words of its sentence. No personal data. */
    detail: jsonb('detail').$type<Readonly<Record<string, string>>>().notNull(),
    times: integer('times').notNull().default(1),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    resolvedAt: instant('resolved_at'),
    resolver: text('resolver'),
  },
  (t) => [
    uniqueIndex('alerts_open_once')
      .on(t.accountId, t.kind, t.key)
      .where(sql`${t.resolvedAt} is null`),
    index('alerts_of_account').on(t.accountId, t.id),
    check('alerts_kind', oneOf(t.kind, ALERTS)),
  ],
)
