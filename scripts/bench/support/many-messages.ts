// scripts/bench/support/many-messages.ts
import postgres from 'postgres'
import { FUNCTIONS } from './many-sales'

export type ManyMessages = {
  readonly accountId: string
  readonly count: number
  /** The messages are spread over the days before this instant. */
  readonly until: Date
  readonly days: number
}

/**
 * Messages of a large producer as the product would have written them, with the orders they are about,
 * what came back because of them, and the arms of their tests. Everything a row says comes from its
 * number, so that two runs measure the same.
 */
export async function manyMessages(url: string, asked: ManyMessages): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`set synchronous_commit = off`
    await sql.unsafe(FUNCTIONS)
    await sql.unsafe(placesOf(asked))
    for (const statement of [messagesOf, eventsOf, ordersOf, recoveriesOf, trialsOf]) {
      await sql.unsafe(statement(asked))
    }
    for (const table of TABLES) await sql`vacuum (analyze) ${sql(table)}`
  } finally {
    await sql.end()
  }
}

const TABLES = [
  'messages',
  'thread_events',
  'order_origins',
  'recoveries',
  'notification_trials',
  'message_changes',
]

const STORES = 5

const placesOf = ({ accountId }: ManyMessages) => `
insert into stores (id, account_id, name, platform, state, token, settings, created_at)
select 'sto_' || substr(md5('store' || n), 1, 25), '${accountId}', 'Loja ' || n, 'payt', 'active',
  'many' || n, '{}', now()
from generate_series(0, ${STORES - 1}) n on conflict do nothing`

const drawn = ({ count, until, days }: ManyMessages) => `
select n, abs(hashint8(n::bigint)) as h, abs(hashint8(n::bigint * 7919 + 13)) as g,
  'sto_' || substr(md5('store' || n % ${STORES}), 1, 25) as store,
  '${until.toISOString()}'::timestamptz - make_interval(secs => (${count} - n) * ${(days * 86_400) / count}) as at
from generate_series(1, ${count}) n`

const messagesOf = (asked: ManyMessages) => `
with drawn as (${drawn(asked)}), told as (
  select *, (array['cart_abandoned','pix_generated','pix_generated','boleto_generated','payment_refused',
      'pix_expired','payment_approved','payment_approved','posted','delivered'])[1 + h % 10] as rule,
    case when g % 100 < 42 then 'read' when g % 100 < 60 then 'delivered' when g % 100 < 66 then 'sent'
      when g % 100 < 68 then 'failed' when g % 100 < 80 then 'superseded' when g % 100 < 86 then 'canceled'
      when g % 100 < 98 then 'suppressed' else 'scheduled' end as state
  from drawn
)
insert into messages (id, account_id, store_id, instance_id, thread_id, thread_key, order_key, order_kind,
  purchase_id, event, occurred_at, rule, step, text_version, lane, kind, outside_path, customer_name, recipient,
  variant, state, reason_code, decided_at, send_after, valid_until, body, sent_at, delivered_at, read_at,
  clicked_at, created_at)
select pg_temp.id_at('msg', at, 'message' || n), '${asked.accountId}', store,
  'ins_' || substr(md5('instance' || n % 3), 1, 25), 'thr_' || substr(md5('thread' || n), 1, 25), 'C' || n, 'T' || n,
  'transaction', 'pur_' || substr(md5('purchase' || n), 1, 25), rule, at, rule, 1 + h % 2, 1, 'normal',
  case when rule in ('payment_approved', 'posted', 'delivered') then 'transactional' else 'recovery' end, false,
  'Comprador ' || n, '+55119' || lpad((h % 100000000)::text, 8, '0'),
  case when rule = 'cart_abandoned' then (array['A','B'])[1 + g % 2] end, state,
  case state when 'failed' then 'channel_error' when 'superseded' then 'superseded'
    when 'canceled' then 'negative_event' when 'suppressed' then
      (array['late_lower_event','no_phone','opted_out','notification_off','order_closed','holdout'])[1 + h % 6] end,
  at, at + interval '1 minute', at + interval '1 day', repeat('Oi! Seu pedido está reservado. ', 8),
  case when state in ('sent', 'delivered', 'read') then at + make_interval(secs => 60 + g % 90) end,
  case when state in ('delivered', 'read') then at + make_interval(secs => 160 + g % 30) end,
  case when state = 'read' then at + interval '10 minutes' end,
  case when state = 'read' and h % 5 = 0 then at + interval '12 minutes' end, at
from told`

const eventsOf = (asked: ManyMessages) => `
with drawn as (${drawn(asked)})
insert into thread_events (purchase_id, account_id, store_id, thread_id, order_kind, order_key, event, spoken,
  occurred_at, received_at)
select 'pur_' || substr(md5('purchase' || n), 1, 25), '${asked.accountId}', store,
  'thr_' || substr(md5('thread' || n), 1, 25), 'transaction', 'T' || n, 'pix_generated', true,
  at - make_interval(secs => 1 + g % 5), at
from drawn`

const ordersOf = (asked: ManyMessages) => `
with drawn as (${drawn(asked)})
insert into order_origins (account_id, store_id, order_kind, order_key, utm_source, utm_medium, utm_campaign,
  utm_content, utm_term, src, sck, waiting_at, paid_at, paid_centavos, returned_at)
select '${asked.accountId}', store, 'transaction', 'T' || n,
  (array['instagram','google','fb','email','',''])[1 + h % 6], (array['cpc','bio','stories',''])[1 + g % 4],
  'campanha-' || g % 60, 'criativo-' || h % 400, '', (array['bio','lista','',''])[1 + h % 4], '', at,
  case when g % 100 < 55 then at + interval '20 minutes' end, case when g % 100 < 55 then 9700 + h % 40000 else 0 end,
  case when g % 100 < 2 then at + interval '2 days' end
from drawn where n % 2 = 0`

const recoveriesOf = ({ accountId }: ManyMessages) => `
insert into recoveries (account_id, store_id, order_kind, order_key, purchase_id, message_id, instance_id, rule,
  step, variant, clicked, amount_centavos, tracking, recovered_at)
select '${accountId}', m.store_id, 'transaction', m.order_key, m.purchase_id, m.id, m.instance_id, m.rule, m.step,
  m.variant, m.clicked_at is not null, o.paid_centavos, '{}', o.paid_at
from messages m join order_origins o on o.store_id = m.store_id and o.order_key = m.order_key
where m.account_id = '${accountId}' and m.kind = 'recovery' and m.sent_at is not null and o.paid_at is not null`

const trialsOf = (asked: ManyMessages) => `
with drawn as (${drawn(asked)})
insert into notification_trials (account_id, store_id, thread_id, rule, arm, drawn_at, paid_at, paid_centavos)
select '${asked.accountId}', store, 'thr_' || substr(md5('thread' || n), 1, 25), 'cart_abandoned',
  case when g % 10 = 0 then 'control' when g % 2 = 0 then 'A' else 'B' end, at,
  case when h % 100 < case when g % 10 = 0 then 8 else 11 end then at + interval '1 day' end,
  case when h % 100 < case when g % 10 = 0 then 8 else 11 end then 9700 + h % 40000 end
from drawn where n % 10 = 0`
