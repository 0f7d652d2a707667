// db/schema/contacts.ts
import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'

/** What a producer's buyers told us about being written to. One row a phone, over all stores. */
export const contacts = pgTable(
  'contacts',
  {
    accountId: id('account_id', 'account').notNull(),
    /** E.164, or an e-mail address in lower case. */
    phone: text('phone').notNull(),
    /** Asked for no more reminders; what they bought is still told. */
    optedOutAt: instant('opted_out_at'),
    blockedAt: instant('blocked_at'),
    /** The channel said that nobody is there: not asked again before this. */
    unreachableUntil: instant('unreachable_until'),
    lastInboundAt: instant('last_inbound_at'),
    /** What they said when they left, or who wrote it down for them. */
    optedOutHow: text('opted_out_how'),
    /** On the producer's own list of people not to write to. */
    suppressedAt: instant('suppressed_at'),
    suppressedHow: text('suppressed_how'),
    /** When and where they agreed to be written to: an order, a lead form, an import. */
    consentAt: instant('consent_at'),
    consentSource: text('consent_source'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.phone] }),
    index('contacts_left').on(t.accountId, t.optedOutAt).where(sql`${t.optedOutAt} is not null`),
    index('contacts_suppressed')
      .on(t.accountId, t.suppressedAt)
      .where(sql`${t.suppressedAt} is not null`),
  ],
)
