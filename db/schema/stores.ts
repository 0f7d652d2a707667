// db/schema/stores.ts
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { accounts } from './accounts'

export const STORE_STATES = ['waiting', 'active', 'paused'] as const
export type StoreState = (typeof STORE_STATES)[number]

/** Where a value stands in a body: the names on the way to it, array places as digits. */
export type BodyPath = readonly string[]

/** How a store of the generic platform reads its bodies: paths that a person picked. */
export type Mapping = {
  /** Canonical fields by their names, such as `orderKey`, `customer.phone` or `pix.code`. */
  readonly fields: Readonly<Record<string, BodyPath>>
  /** The words of this path tell the event. */
  readonly event: BodyPath
  readonly events: Readonly<Record<string, string>>
  readonly money: 'cents' | 'decimal_dot' | 'decimal_comma'
  /** `iso`, `epoch_s`, `epoch_ms`, or a wall clock in that zone. */
  readonly dates: 'iso' | 'epoch_s' | 'epoch_ms' | 'ymd_hms' | 'dmy_hms'
  readonly zone: string
  /** Where its secret stands; `none` trusts the address alone. */
  readonly secret:
    | { readonly in: 'none' }
    | { readonly in: 'header' | 'query'; readonly name: string }
    | { readonly in: 'body'; readonly path: BodyPath }
}

/** What a person decided for one store alone. */
export type StoreSettings = {
  /** Words no reader knows, and what the owner said they mean. */
  readonly eventMap?: Readonly<Record<string, string>>
  /** Off unless said: an additional offer is told by its own notification alone. */
  readonly messagesForUpsells?: boolean
  /** Of a store of the generic platform. */
  readonly mapping?: Mapping
  /** How long what was received is kept; 90 days unless said. */
  readonly keptDays?: number
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
    /** The address before a rotation answers until then. */
    previousToken: text('previous_token').unique(),
    previousTokenUntil: instant('previous_token_until'),
    /** The gateway's own key, sealed; null until the producer pasted it. */
    sealedKey: text('sealed_key'),
    /** Its last characters, so that a person can tell which key was saved. */
    keyHint: text('key_hint'),
    keySavedAt: instant('key_saved_at'),
    /** The key before a rotation is believed until then. */
    sealedPreviousKey: text('sealed_previous_key'),
    previousKeyUntil: instant('previous_key_until'),
    /** Through which sender its messages leave; null while none was chosen. */
    instanceId: id('instance_id', 'instance'),
    /** Takes over what is due while the first cannot send. */
    fallbackInstanceId: id('fallback_instance_id', 'instance'),
    supportPhone: text('support_phone'),
    supportEmail: text('support_email'),
    settings: jsonb('settings').$type<StoreSettings>().notNull(),
    createdAt: instant('created_at').notNull(),
    /** The first one that was read, a test included; from then on the store is active. */
    firstEventAt: instant('first_event_at'),
    pausedAt: instant('paused_at'),
    /** When the wizard was walked to its end; null brings it back. */
    setUpAt: instant('set_up_at'),
    /** Put away by a person: in no list, and silent. What it received and still receives is kept. */
    archivedAt: instant('archived_at'),
  },
  (t) => [
    index('stores_of_account').on(t.accountId, t.id),
    // Sales of our own checkout are events of one store, made when the first of them happens.
    uniqueIndex('stores_native_once').on(t.accountId).where(sql`${t.platform} = 'campainha'`),
    check('stores_state', oneOf(t.state, STORE_STATES)),
  ],
)
