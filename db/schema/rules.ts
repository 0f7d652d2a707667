// db/schema/rules.ts
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { KINDS, LANES } from './notifications'

/** When a step goes out, counted from its event or from the end of the payment it asks for. */
export type Delay =
  | { readonly kind: 'after'; readonly ms: number }
  /** Before the payment expires, unless it lives so briefly that this would be at once. */
  | { readonly kind: 'before_expiry'; readonly ms: number; readonly ifItLivesMs: number }
  /** On the wall clock of São Paulo: so many days before the due day, or after the event. */
  | { readonly kind: 'due_day'; readonly daysBefore: number; readonly at: `${number}:${number}` }
  | { readonly kind: 'next_day'; readonly at: `${number}:${number}` }

/** An approved template of the official channel, and the variables that fill it. */
export type CloudTemplate = {
  readonly name: string
  readonly language: string
  readonly category: 'UTILITY' | 'MARKETING'
  readonly parameters: readonly string[]
  /** What the template calls each of them, where it numbers none. */
  readonly parameterNames?: readonly string[]
  /** The variable that completes the address of its button. */
  readonly buttonUrlParameter?: string
}

/** Another wording, for a share of the buyers. The step's own text is variant `A`. */
export type Variant = {
  readonly key: 'B' | 'C' | 'D'
  /** Of a hundred buyers. */
  readonly percent: number
  readonly text: string
  readonly fallback: string | null
}

/** One notification of one store. */
export const rules = pgTable(
  'notification_rules',
  {
    id: id('id', 'rule').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    /** A code of the default table: it names the event that fires it. */
    code: text('code').notNull(),
    outsidePath: boolean('outside_path').notNull(),
    /** So many of a hundred buyers hear nothing of it, so that its effect can be measured. */
    holdoutPercent: integer('holdout_percent').notNull().default(0),
    /** Leaves through this sender instead of the store's. */
    instanceId: id('instance_id', 'instance'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('notification_rules_once').on(t.storeId, t.code),
    check('notification_rules_holdout', sql`${t.holdoutPercent} between 0 and 50`),
  ],
)

export const ruleSteps = pgTable(
  'notification_steps',
  {
    ruleId: id('rule_id', 'rule').notNull(),
    accountId: id('account_id', 'account').notNull(),
    step: integer('step').notNull(),
    enabled: boolean('enabled').notNull(),
    delay: jsonb('delay').$type<Delay>().notNull(),
    lane: text('lane', { enum: LANES }).notNull(),
    kind: text('kind', { enum: KINDS }).notNull(),
    version: integer('version').notNull(),
    /** Why it stopped by itself: the channel refused its template. */
    stoppedBy: text('stopped_cause'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleId, t.step] }),
    check('notification_steps_lane', oneOf(t.lane, LANES)),
    check('notification_steps_kind', oneOf(t.kind, KINDS)),
  ],
)

/** Every text a step ever had: a pending message keeps the one it was promised. */
export const ruleTexts = pgTable(
  'notification_texts',
  {
    ruleId: id('rule_id', 'rule').notNull(),
    accountId: id('account_id', 'account').notNull(),
    step: integer('step').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    /** Said instead when a required variable is missing. */
    fallback: text('fallback'),
    template: jsonb('template').$type<CloudTemplate>(),
    variants: jsonb('variants').$type<readonly Variant[]>().notNull().default([]),
    /** Of an e-mail; null makes one of the notification's name. */
    subject: text('subject'),
    /** Links in it lead through an address of ours, which counts the clicks. */
    shortenLinks: boolean('shorten_links').notNull().default(false),
    /** Who wrote it; null is the text a store begins with. */
    authorId: id('author_id', 'user'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleId, t.step, t.version] }),
    index('notification_texts_of_account').on(t.accountId),
  ],
)
