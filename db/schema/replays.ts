// db/schema/replays.ts
import { boolean, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'
import { POSTBACK_STATES } from './postbacks'

/** A range of kept postbacks on its way through today's reader, a page at a time. */
export const replays = pgTable(
  'replays',
  {
    id: id('id', 'replay').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    /** What was asked for: a state, one word nobody knew, a span of time. */
    state: text('state', { enum: POSTBACK_STATES }),
    word: text('word'),
    since: instant('since'),
    until: instant('until'),
    /** Whether what is older than a day is told too. */
    tellOld: boolean('tell_old').notNull(),
    total: integer('total').notNull(),
    read: integer('read').notNull().default(0),
    stillQuarantined: integer('still_quarantined').notNull().default(0),
    /** The last one that was done. */
    after: id('after', 'postback'),
    askedAt: instant('asked_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [index('replays_of_store').on(t.accountId, t.storeId, t.id)],
)
