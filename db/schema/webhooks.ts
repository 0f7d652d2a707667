// db/schema/webhooks.ts
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'
import { SALE_STATUSES } from './sales'

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** One call of the producer's address, and what it answered. */
export type DeliveryTry = {
  readonly at: string
  readonly ms: number
  /** The HTTP status, or null when nobody answered. */
  readonly status: number | null
  /** The beginning of the answer, or why there was none. */
  readonly excerpt: string
}

/** One change of a sale, told to one address. The body is kept: a replay repeats its bytes. */
export const deliveries = pgTable(
  'webhook_deliveries',
  {
    id: id('id', 'delivery').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    saleId: id('sale_id', 'sale').notNull(),
    /** The fact that it tells; null for a replay, which somebody asked for. */
    factId: id('fact_id', 'fact'),
    replayOf: id('replay_of', 'delivery'),
    saleStatus: text('sale_status', { enum: SALE_STATUSES }).notNull(),
    url: text('url').notNull(),
    body: text('body').notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull(),
    tries: jsonb('tries').$type<readonly DeliveryTry[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    // A fact that comes twice rings once.
    uniqueIndex('deliveries_of_fact').on(t.factId).where(sql`${t.factId} is not null`),
    index('deliveries_of_sale').on(t.saleId, t.id),
    check('deliveries_state', oneOf(t.state, DELIVERY_STATES)),
  ],
)
