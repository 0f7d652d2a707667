// db/schema/stores.ts
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { accounts } from './accounts'

export const STORE_STATES = ['waiting', 'active', 'paused'] as const
export type StoreState = (typeof STORE_STATES)[number]

/** What a person decided for one store alone. */
export type StoreSettings = {
  /** Words no reader knows, and what the owner said they mean. */
  readonly eventMap?: Readonly<Record<string, string>>
  /** Off unless said: an additional offer is told by its own notification alone. */
  readonly messagesForUpsells?: boolean
}

/** One integration with one gateway. It is `waiting` until its first event came. */
export const stores = pgTable(
  'stores',
  {
    id: id('id', 'store').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    name: text('name').notNull(),
    /** A code of the platforms' registry. */
    platform: text('platform').notNull(),
    state: text('state', { enum: STORE_STATES }).notNull(),
    /** The secret part of the postback address: 32 characters that cannot be guessed. */
    token: text('token').notNull().unique(),
    /** The gateway's own key, sealed; null until the producer pasted it. */
    sealedKey: text('sealed_key'),
    /** Its last characters, so that a person can tell which key was saved. */
    keyHint: text('key_hint'),
    keySavedAt: instant('key_saved_at'),
    /** Through which sender its messages leave; null while none was chosen. */
    instanceId: id('instance_id', 'instance'),
    supportPhone: text('support_phone'),
    supportEmail: text('support_email'),
    settings: jsonb('settings').$type<StoreSettings>().notNull(),
    createdAt: instant('created_at').notNull(),
    /** The first one that was read, a test included; from then on the store is active. */
    firstEventAt: instant('first_event_at'),
    pausedAt: instant('paused_at'),
  },
  (t) => [
    index('stores_of_account').on(t.accountId, t.id),
    // Sales of our own checkout are events of one store, made when the first of them happens.
    uniqueIndex('stores_native_once').on(t.accountId).where(sql`${t.platform} = 'campainha'`),
    check('stores_state', oneOf(t.state, STORE_STATES)),
  ],
)
