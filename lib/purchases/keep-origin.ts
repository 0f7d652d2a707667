// lib/purchases/keep-origin.ts
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { purchaseEvents as table } from '@/db/schema/purchases'
import { orderOrigins } from '@/db/schema/reports'
import type { Id } from '@/lib/kernel/ids'
import type { PurchaseEvent } from './purchase'

type Order = {
  readonly accountId: Id<'account'>
  readonly storeId: Id<'store'>
  readonly orderKind: 'transaction' | 'cart'
  readonly orderKey: string
}

/** Somebody could pay it from then on, and had not. */
const WAITING: readonly PurchaseEvent[] = [
  'pix_generated',
  'boleto_generated',
  'payment_pending',
  'payment_in_analysis',
]
const PAID: readonly PurchaseEvent[] = [
  'payment_approved',
  'subscription_activated',
  'subscription_renewed',
]
const RETURNED: readonly PurchaseEvent[] = ['refunded', 'chargeback']

const words = (events: readonly PurchaseEvent[]) =>
  sql.raw(`(${events.map((event) => `'${event}'`).join(', ')})`)

/** What says that it happens after it was told happened when it was told. */
const at = sql`least(${table.occurredAt}, ${table.receivedAt})`
const first = (events: readonly PurchaseEvent[]) =>
  sql`min(${at}) filter (where ${table.event} in ${words(events)})`
/** As its payment tells it, else the earliest event that does. */
const inTurn = sql`(${table.event} in ${words(PAID)}) desc, ${at}, ${table.id}`

/**
 * The order's line in the reports, told anew from all its events: so they may come in any order and
 * any number of times. Its row is the lock: who waits for it counts what the other one wrote.
 */
export async function keepOrigin(tx: Tx, { accountId, storeId, orderKind, orderKey }: Order) {
  await tx.execute(sql`
    insert into ${orderOrigins} (account_id, store_id, order_kind, order_key, utm_source, utm_medium,
      utm_campaign, utm_content, utm_term, src, sck, paid_centavos)
    values (${accountId}, ${storeId}, ${orderKind}, ${orderKey}, '', '', '', '', '', '', '', 0)
    on conflict (store_id, order_kind, order_key) do update set account_id = excluded.account_id`)
  await tx.execute(sql`
    update ${orderOrigins} as o set
      utm_source = coalesce(t ->> 'utm_source', ''), utm_medium = coalesce(t ->> 'utm_medium', ''),
      utm_campaign = coalesce(t ->> 'utm_campaign', ''), utm_content = coalesce(t ->> 'utm_content', ''),
      utm_term = coalesce(t ->> 'utm_term', ''), src = coalesce(t ->> 'src', ''),
      sck = coalesce(t ->> 'sck', ''), waiting_at = found.waiting_at, paid_at = found.paid_at,
      paid_centavos = case when found.paid_at is null then 0 else coalesce(found.amount, 0) end,
      returned_at = found.returned_at
    from (
      select ${first(WAITING)} as waiting_at, ${first(PAID)} as paid_at,
        ${first(RETURNED)} as returned_at,
        coalesce((array_agg(${table.tracking} order by ${inTurn})
          filter (where ${table.tracking} <> '{}'))[1], '{}') as t,
        (array_agg(${table.amount} order by ${inTurn}) filter (where ${table.amount} is not null))[1] as amount
      from ${table}
      where ${table.storeId} = ${storeId} and ${table.orderKey} = ${orderKey}
        and ${table.orderKind} = ${orderKind} and not ${table.test}
    ) found
    where o.store_id = ${storeId} and o.order_kind = ${orderKind} and o.order_key = ${orderKey}`)
}
