// db/schema/accounts.ts
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { ENVIRONMENTS } from './payments'

export const ROLES = ['owner', 'admin', 'support'] as const

/** What a set of credentials is for: real sales, or sales made to try an acquirer out. */
export const CREDENTIAL_PURPOSES = ['sales', 'tests'] as const
export type CredentialPurpose = (typeof CREDENTIAL_PURPOSES)[number]

export const API_KEY_MODES = ['test', 'live'] as const
export type ApiKeyMode = (typeof API_KEY_MODES)[number]

export type Address = {
  readonly zip: string
  readonly street: string
  readonly number: string
  readonly complement: string
  readonly district: string
  readonly city: string
  readonly state: string
}

/** A company: the tenant everything else belongs to. Company data is null until first access. */
export const accounts = pgTable(
  'accounts',
  {
    id: id('id', 'account').primaryKey(),
    name: text('name').notNull(),
    /** CPF or CNPJ, normalised; null until the company filled in its data. */
    document: text('document'),
    legalName: text('legal_name'),
    phone: text('phone'),
    supportEmail: text('support_email'),
    address: jsonb('address').$type<Address>(),
    /** Codes of the payments registry. Null while the producer has none. */
    defaultAcquirer: text('default_acquirer'),
    backupAcquirer: text('backup_acquirer'),
    /** Whether the backup takes a sale the default acquirer left without an answer. */
    failoverOnSilence: boolean('failover_on_silence').notNull().default(true),
    /** Whether it takes one refused for lack of limit: the issuer is the same, so seldom a gain. */
    failoverOnFunds: boolean('failover_on_funds').notNull().default(false),
    /** Whether default and backup change places by themselves while the default does badly. */
    autoSwap: boolean('auto_swap').notNull().default(false),
    swappedAt: instant('swapped_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    check(
      'accounts_two_acquirers',
      sql`${t.backupAcquirer} is distinct from ${t.defaultAcquirer} or ${t.backupAcquirer} is null`,
    ),
  ],
)

/** A person. One person may be a member of several accounts. */
export const users = pgTable('users', {
  id: id('id', 'user').primaryKey(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  /** scrypt, with its parameters and salt in front. */
  passwordHash: text('password_hash').notNull(),
  /** Raised by "sign out everywhere": sessions with a lower one are over. */
  sessionVersion: integer('session_version').notNull().default(1),
  createdAt: instant('created_at').notNull(),
})

export const members = pgTable(
  'members',
  {
    id: id('id', 'member').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    userId: id('user_id', 'user')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ROLES }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('members_once').on(t.accountId, t.userId),
    index('members_of_user').on(t.userId),
    check('members_role', oneOf(t.role, ROLES)),
  ],
)

/** A link that makes whoever holds it a member. Only its hash is kept; the link is shown once. */
export const invitations = pgTable(
  'invitations',
  {
    id: id('id', 'invitation').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    inviterId: id('inviter_id', 'user')
      .notNull()
      .references(() => users.id),
    email: text('email').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** Accepted or taken back: either way the link is spent. */
    closedAt: instant('closed_at'),
  },
  (t) => [
    // Inviting somebody again replaces the first link.
    uniqueIndex('invitations_open').on(t.accountId, t.email).where(sql`${t.closedAt} is null`),
    check('invitations_role', oneOf(t.role, ROLES)),
  ],
)

/** Only the hash is kept; the key itself is shown once. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id('id', 'apiKey').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    name: text('name').notNull(),
    mode: text('mode', { enum: API_KEY_MODES }).notNull(),
    /** SHA-256 of a key of 160 random bits: nothing to guess, so nothing slow is needed. */
    hash: text('hash').notNull().unique(),
    /** The first characters, so that a person can tell keys apart. */
    hint: text('hint').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('api_keys_of_account').on(t.accountId, t.id),
    check('api_keys_mode', oneOf(t.mode, API_KEY_MODES)),
  ],
)

/**
 * A version of one acquirer's credentials. Never edited: new credentials are a new row, because what
 * was authorised with the old ones is captured, voided and refunded with the old ones.
 */
export const acquirerCredentials = pgTable(
  'acquirer_credentials',
  {
    id: id('id', 'credentials').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    acquirer: text('acquirer').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    purpose: text('purpose', { enum: CREDENTIAL_PURPOSES }).notNull().default('sales'),
    /** The acquirer's own form as JSON, sealed by the keyring. */
    sealed: text('sealed').notNull(),
    /** Enough of the merchant number to recognise it. */
    hint: text('hint').notNull(),
    checkedAt: instant('checked_at'),
    createdAt: instant('created_at').notNull(),
    replacedAt: instant('replaced_at'),
  },
  (t) => [
    uniqueIndex('acquirer_credentials_in_use')
      .on(t.accountId, t.acquirer, t.purpose)
      .where(sql`${t.replacedAt} is null`),
    check('acquirer_credentials_purpose', oneOf(t.purpose, CREDENTIAL_PURPOSES)),
    check(
      'acquirer_credentials_tests_unreal',
      sql`${t.purpose} = 'sales' or ${t.environment} <> 'production'`,
    ),
    check('acquirer_credentials_environment', oneOf(t.environment, ENVIRONMENTS)),
  ],
)
