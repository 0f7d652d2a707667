// db/schema/rate-limits.ts
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns'

/** One bucket that leaks evenly, told by the moment at which it is empty again. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    /** SHA-256 of what is limited: an e-mail or an address does not lie here to be read. */
    key: text('key').primaryKey(),
    emptyAt: instant('empty_at').notNull(),
  },
  (t) => [index('rate_limits_over').on(t.emptyAt)],
)
