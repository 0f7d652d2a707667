// db/schema/conversations.ts
import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant, money } from '../columns'

/** What one sender and one buyer have had of each other. */
export const conversations = pgTable(
  'conversations',
  {
    accountId: id('account_id', 'account').notNull(),
    instanceId: id('instance_id', 'instance').notNull(),
    /** E.164, or an e-mail address in lower case. */
    phone: text('phone').notNull(),
    /** What the channel calls this number: not always the digits we know. */
    channelKey: text('channel_key'),
    /** They wrote: the official channel takes plain text for 24 hours from then on. */
    lastInboundAt: instant('last_inbound_at'),
    /** When the channel was last asked whether anybody is there, and said yes. */
    foundAt: instant('found_at'),
  },
  (t) => [
    primaryKey({ columns: [t.instanceId, t.phone] }),
    index('conversations_by_channel_key').on(t.instanceId, t.channelKey),
  ],
)

export const TEMPLATE_STATES = ['pending', 'approved', 'rejected', 'paused', 'disabled'] as const
export type TemplateState = (typeof TEMPLATE_STATES)[number]

/** Approved texts of the official channel, as it lists them. */
export const cloudTemplates = pgTable(
  'cloud_templates',
  {
    accountId: id('account_id', 'account').notNull(),
    instanceId: id('instance_id', 'instance').notNull(),
    name: text('name').notNull(),
    language: text('language').notNull(),
    category: text('category').notNull(),
    state: text('state', { enum: TEMPLATE_STATES }).notNull(),
    reason: text('reason'),
    body: text('body').notNull(),
    parameters: integer('parameters').notNull(),
    syncedAt: instant('synced_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.instanceId, t.name, t.language] })],
)

/** An address of ours in a message, which leads to the one it stands for. */
export const messageLinks = pgTable(
  'message_links',
  {
    code: text('code').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    messageId: id('message_id', 'message').notNull(),
    url: text('url').notNull(),
    clicks: integer('clicks').notNull().default(0),
    firstClickAt: instant('first_click_at'),
    lastClickAt: instant('last_click_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('message_links_once').on(t.messageId, t.url)],
)

/**
 * Who was drawn into which arm of a rule: `control` heard nothing, letters are wordings. One row a
 * thread and rule, drawn once, so that the share that paid can be compared.
 */
export const ruleTrials = pgTable(
  'notification_trials',
  {
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    threadId: id('thread_id', 'thread').notNull(),
    rule: text('rule').notNull(),
    arm: text('arm').notNull(),
    drawnAt: instant('drawn_at').notNull(),
    /** Of the first payment of the thread within its time; null while nobody paid. */
    paidAt: instant('paid_at'),
    paidAmount: money('paid_centavos'),
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.rule] }),
    index('notification_trials_of_rule').on(t.storeId, t.rule, t.drawnAt),
  ],
)

/** An order that was paid after a message of ours: the last one before it, within its time. */
export const recoveries = pgTable(
  'recoveries',
  {
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    orderKind: text('order_kind').notNull(),
    orderKey: text('order_key').notNull(),
    purchaseId: id('purchase_id', 'purchase').notNull(),
    /** Null when only the platform says that the cart came back. */
    messageId: id('message_id', 'message'),
    instanceId: id('instance_id', 'instance'),
    rule: text('rule'),
    step: integer('step'),
    variant: text('variant'),
    clicked: boolean('clicked').notNull(),
    /** The platform, too, says that this order came back. */
    platformSays: boolean('platform_says').notNull().default(false),
    amount: money('amount_centavos').notNull(),
    tracking: jsonb('tracking').$type<Readonly<Record<string, string>>>().notNull(),
    recoveredAt: instant('recovered_at').notNull(),
    /** Taken back with the money. */
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.orderKind, t.orderKey] }),
    index('recoveries_of_account').on(t.accountId, t.recoveredAt),
    index('recoveries_of_store').on(t.storeId, t.recoveredAt),
    index('recoveries_of_instance')
      .on(t.instanceId, t.recoveredAt)
      .where(sql`${t.instanceId} is not null`),
  ],
)
