// db/schema/reports.ts
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import type { LocalDate } from '@/lib/kernel/calendar'
import { id, instant, money } from '../columns'
import { ORDER_KINDS } from './purchases'

/** What a report tells messages apart by. Empty words stand for what there is none of. */
const dimensions = () => ({
  accountId: id('account_id', 'account').notNull(),
  storeId: id('store_id', 'store').notNull(),
  instanceId: text('instance_id').notNull(),
  /** In São Paulo, of the moment in which it was asked for. */
  day: date('day').$type<LocalDate>().notNull(),
  rule: text('rule').notNull(),
  step: integer('step').notNull(),
  variant: text('variant').notNull(),
  /** Its state, with `waiting` for all that is still on its way to the channel. */
  stage: text('stage').notNull(),
  /** Of what did not go. */
  reason: text('reason').notNull(),
  clicked: boolean('clicked').notNull(),
})

/** How many messages of each kind, by the day they were asked for. */
export const messageDays = pgTable(
  'message_days',
  { ...dimensions(), count: integer('count').notNull() },
  (t) => [
    primaryKey({
      name: 'message_days_key',
      columns: [
        t.accountId,
        t.day,
        t.storeId,
        t.instanceId,
        t.rule,
        t.step,
        t.variant,
        t.stage,
        t.reason,
        t.clicked,
      ],
    }),
  ],
)

/**
 * What is not in `message_days` yet. A trigger on `messages` writes one row for every change that a
 * report sees, and takes no lock that another sender waits for; `fold-message-days` adds them up.
 * A report reads both, so that it is right at any moment.
 */
export const messageChanges = pgTable('message_changes', {
  seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  ...dimensions(),
  delta: integer('delta').notNull(),
})

/** Each order once, with where it came from and what became of it. Tests are none. */
export const orderOrigins = pgTable(
  'order_origins',
  {
    accountId: id('account_id', 'account').notNull(),
    storeId: id('store_id', 'store').notNull(),
    orderKind: text('order_kind', { enum: ORDER_KINDS }).notNull(),
    orderKey: text('order_key').notNull(),
    source: text('utm_source').notNull(),
    medium: text('utm_medium').notNull(),
    campaign: text('utm_campaign').notNull(),
    content: text('utm_content').notNull(),
    term: text('utm_term').notNull(),
    src: text('src').notNull(),
    sck: text('sck').notNull(),
    /** When somebody could first have paid it, by a Pix, a boleto or an analysis. */
    waitingAt: instant('waiting_at'),
    paidAt: instant('paid_at'),
    paidAmount: money('paid_centavos').notNull(),
    /** Given back or charged back, whole. */
    returnedAt: instant('returned_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.orderKind, t.orderKey] }),
    index('order_origins_paid').on(t.accountId, t.paidAt),
    index('order_origins_waiting').on(t.accountId, t.waitingAt),
    index('order_origins_returned').on(t.accountId, t.returnedAt),
  ],
)
