// db/schema/stores.ts
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { accounts } from './accounts'

export const STORE_STATES = ['waiting', 'active', 'paused'] as const
export type StoreState = (typeof STORE_STATES)[number]

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
    /** Through which sender its messages leave; null while none was chosen. */
    instanceId: id('instance_id', 'instance'),
    supportPhone: text('support_phone'),
    supportEmail: text('support_email'),
    settings: jsonb('settings').$type<Readonly<Record<string, unknown>>>().notNull(),
    createdAt: instant('created_at').notNull(),
    firstEventAt: instant('first_event_at'),
    lastEventAt: instant('last_event_at'),
  },
  (t) => [
    index('stores_of_account').on(t.accountId, t.id.desc()),
    check('stores_state', oneOf(t.state, STORE_STATES)),
  ],
)
