// scripts/bench/support/many-sales.ts
import postgres from 'postgres'

export type ManySales = {
  readonly accountId: string
  readonly count: number
  /** The sales are spread over the days before this instant. */
  readonly until: Date
  readonly days: number
}

const FIRST =
  'Ana Maria Beatriz Julia Larissa Camila Fernanda Patricia Aline Bruna Leticia Amanda Gabriela Mariana Carolina Rafaela Vanessa Jessica Sandra Adriana Marcia Juliana Tatiane Simone Renata Luciana Cristiane Daniela Monica Elaine Joao Jose Antonio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe Rodrigo Gustavo Andre Leonardo Thiago Diego Vinicius Caio Sergio Fabio Ricardo Roberto Zulmira'
const LAST =
  'Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Goncalves Santana Teixeira Araujo Pinto Moura Cavalcante Monteiro Nogueira Prado Tavares Bittencourt Meireles Braga Camargo Padilha Queiroz Valadares'

const OFFERS = 40

/** The same as `makeId`: nine characters of time in base 32, then sixteen of chance. */
export const FUNCTIONS = `
create or replace function pg_temp.id_at(prefix text, at timestamptz, chance text) returns text
language sql immutable as $$
  select prefix || '_' || (
    select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz',
      (((extract(epoch from at) * 1000)::bigint >> (5 * (8 - n))) & 31)::int + 1, 1), '' order by n)
    from generate_series(0, 8) n
  ) || substr(md5(chance), 1, 16)
$$`

/**
 * Sales of a large producer, as the product would have written them, without going through it: one
 * statement for the sales and one for their attempts. Indexes stand aside meanwhile.
 */
export async function manySales(url: string, asked: ManySales): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`set synchronous_commit = off`
    await sql.unsafe(FUNCTIONS)
    await sql.unsafe(offersOf(asked))
    await withoutIndexes(sql, ['sales', 'payment_attempts'], async () => {
      await sql.unsafe(salesOf(asked))
      await sql.unsafe(attemptsOf(asked))
    })
    await sql`vacuum (analyze) sales`
    await sql`vacuum (analyze) payment_attempts`
  } finally {
    await sql.end()
  }
}

type Sql = ReturnType<typeof postgres>

/** Those of constraints stay: what is unique is checked while it is written. */
async function withoutIndexes(sql: Sql, tables: readonly string[], write: () => Promise<void>) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in ${sql(tables)}
      and indexname not in (select conname from pg_constraint)
      and indexdef not like 'CREATE UNIQUE%'`
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`)
  await write()
  await sql`set maintenance_work_mem = '512MB'`
  for (const { definition } of indexes) await sql.unsafe(definition)
}

const offersOf = ({ accountId }: ManySales) => `
insert into offers (id, account_id, code, state, title, price_centavos, min_installment_centavos,
  created_at, edited_at)
select 'ofr_' || substr(md5('offer' || n), 1, 25), '${accountId}', 'MANY' || lpad(n::text, 2, '0'),
  'published', 'Curso ' || n, 9700 + n * 5000, 500, now(), now()
from generate_series(1, ${OFFERS}) n on conflict do nothing`

/** Everything a row says comes from its number, so that two runs measure the same. */
const salesOf = ({ accountId, count, until, days }: ManySales) => `
with names as (
  select string_to_array('${FIRST}', ' ') as f, string_to_array('${LAST}', ' ') as l
), dice as (
  select n, abs(hashint8(n::bigint)) as h, abs(hashint8(n::bigint * 7919 + 13)) as g,
    '${until.toISOString()}'::timestamptz - make_interval(secs => (${count} - n) * ${(days * 86_400) / count}) as at
  from generate_series(1, ${count}) n
), drawn as (
  select n, h, g, at,
    f[1 + h % 60] as first, l[1 + g % 50] as middle, l[1 + (h / 60) % 50] as last,
    lpad((g::bigint * 4096 + h % 4096)::text, 11, '1') as cpf,
    '119' || lpad((h % 100000000)::text, 8, '0') as phone,
    1 + floor(${OFFERS} * power((g % 10000) / 10000.0, 3))::int as offer,
    case when h % 100 < 75 then 'card' when h % 100 < 95 then 'pix' else 'boleto' end as method,
    case when g % 1000 < 780 then 'paid' when g % 1000 < 900 then 'refused' when g % 1000 < 906 then 'failed'
      when g % 1000 < 946 then 'expired' when g % 1000 < 980 then 'refunded'
      when g % 1000 < 986 then 'partially_refunded' when g % 1000 < 992 then 'canceled'
      when g % 1000 < 996 then 'authorized' when g % 1000 < 998 then 'charged_back' else 'pending' end as status,
    case when (h / 100) % 100 < 88 then 'cielo' else 'rede' end as acquirer,
    (array['Visa','Visa','Visa','Mastercard','Mastercard','Mastercard','Elo','Elo','American Express','Diners'])[1 + (g / 1000) % 10] as brand,
    1 + (h / 7) % 12 as installments,
    lpad((h % 10000)::text, 4, '0') as last4
  from dice, names
)
insert into sales (id, account_id, source, environment, idempotency_key, request_hash, offer_id, offer_code,
  product, amount_centavos, refunded_centavos, installments, capture_mode, status, acquirer, buyer, card_hint,
  reference, tracking, words, created_at, paid_at, moved_at, method)
select pg_temp.id_at('sale', at, 'sale' || n), '${accountId}', 'checkout', 'production', 'many' || n, '',
  'ofr_' || substr(md5('offer' || offer), 1, 25), 'MANY' || lpad(offer::text, 2, '0'), 'Curso ' || offer,
  9700 + offer * 5000, case status when 'refunded' then 9700 + offer * 5000 when 'partially_refunded' then 1000 else 0 end,
  case method when 'card' then installments else 1 end,
  case when h % 50 = 0 then 'manual' else 'automatic' end, status, acquirer,
  jsonb_build_object('name', first || ' ' || middle || ' ' || last,
    'email', lower(first || '.' || last) || n || '@example.com', 'phone', '+55' || phone, 'document', cpf),
  case method when 'card' then brand || ' ' || last4 end,
  case when h % 4 = 0 then 'PED-' || n end, '{"utm_source":"instagram","utm_campaign":"lancamento"}',
  array_to_tsvector(array[lower(first), lower(middle), lower(last), lower(last) || n, 'example', 'com',
    lower(first || '.' || last) || n || '@example.com',
    '55' || phone, phone, cpf, 't' || lpad(n::text, 19, '0'), lpad((n % 1000000000)::text, 9, '0'),
    lpad((h % 1000000)::text, 6, '0'), 'ped', n::text]),
  at, case when status in ('paid', 'refunded', 'partially_refunded', 'charged_back') then at end,
  at + interval '2 seconds', method
from drawn`

/** One each, and one before it at the other acquirer for every twelfth card sale. */
const attemptsOf = ({ accountId }: ManySales) => `
with told as (
  select s.id, s.number as n, s.created_at as at, s.method, s.status, s.acquirer, s.amount_centavos as amount,
    s.installments, s.capture_mode, s.refunded_centavos as refunded, lower(split_part(s.card_hint, ' ', 1)) as brand,
    right(s.card_hint, 4) as last4, abs(hashint8(s.number)) as h,
    s.method = 'card' and s.status in ('paid', 'refused') and s.number % 12 = 0 as rescued
  from sales s where s.account_id = '${accountId}' and s.idempotency_key like 'many%'
), placed as (
  select told.*, 0 as position, case acquirer when 'cielo' then 'rede' else 'cielo' end as at_acquirer,
    'refused' as attempt_status from told where rescued
  union all
  select told.*, rescued::int, acquirer, case status when 'paid' then 'captured' when 'partially_refunded' then 'captured'
    when 'charged_back' then 'captured' when 'refused' then 'refused' when 'failed' then 'not_sent'
    when 'expired' then case method when 'card' then 'voided' else 'expired' end when 'refunded' then 'refunded'
    when 'canceled' then 'voided' when 'authorized' then 'authorized'
    else case method when 'card' then 'unknown' else 'waiting' end end from told
)
insert into payment_attempts (id, account_id, sale_id, position, acquirer, environment, credentials_id, reference,
  method, amount_centavos, installments, capture_mode, capture_by, status, brand, bin, last4, acquirer_id, tid, nsu, arp,
  lr, return_code, reason, captured_centavos, refunded_centavos, duration_ms, stray_checked_at, created_at, moved_at)
select pg_temp.id_at('att', at + position * interval '600 ms', 'att' || n || '-' || position), '${accountId}', id, position,
  at_acquirer, 'production', '', upper(substr(md5('ref' || n || '-' || position), 1, 16)), method, amount, installments,
  capture_mode, case when attempt_status = 'authorized' and capture_mode = 'manual' then at + interval '5 days' end,
  attempt_status, case brand when 'american' then 'amex' else brand end, case when brand is not null then '402400' end, last4,
  't' || n, 't' || lpad(n::text, 19, '0'), lpad((n % 1000000000)::text, 9, '0'), lpad((h % 1000000)::text, 6, '0'),
  case attempt_status when 'refused' then (array['51','05','91','57','14'])[1 + h % 5] when 'not_sent' then null else '00' end,
  case attempt_status when 'refused' then (array['51','05','91','57','14'])[1 + h % 5] when 'not_sent' then null else '00' end,
  case attempt_status when 'refused' then (array['insufficient_funds','issuer_declined','issuer_unavailable','not_allowed_for_card','card_data_wrong'])[1 + h % 5] end,
  case when attempt_status in ('captured', 'refunded') then amount else 0 end,
  case when attempt_status in ('captured', 'refunded') then refunded else 0 end,
  200 + (h % 900)::int, at + interval '1 minute', at + position * interval '600 ms', at + interval '2 seconds'
from placed`
