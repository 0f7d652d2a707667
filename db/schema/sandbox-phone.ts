// db/schema/sandbox-phone.ts
import { boolean, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'

/** What the embedded channel put on its phone: one row a bubble, also those the buyer wrote. */
export const sandboxBubbles = pgTable(
  'sandbox_bubbles',
  {
    id: id('id', 'bubble').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    instanceId: id('instance_id', 'instance').notNull(),
    messageId: id('message_id', 'message'),
    phone: text('phone').notNull(),
    fromBuyer: boolean('from_buyer').notNull(),
    body: text('body').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('sandbox_bubbles_of_instance').on(t.instanceId, t.id)],
)
