// lib/postbacks/keep-rows.ts
import type { PostbackState } from '@/db/schema/postbacks'
import type { PurchaseEvent } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'

/** One delivery as it is to be kept, in the words of its table. */
export type ToKeep = {
  readonly id: Id<'postback'>
  readonly fact_id: Id<'fact'>
  readonly account_id: Id<'account'>
  readonly store_id: Id<'store'>
  readonly platform: string
  /** Sealed, in base64. */
  readonly body: string
  readonly body_hash: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: string
  readonly remote_address: string | null
  readonly delivery_key: string
  readonly state: PostbackState
  readonly reason: string | null
  readonly test: boolean
  readonly event: PurchaseEvent | null
  readonly order_key: string | null
  readonly mapper_version: number
  readonly received_at: string
}

/** Null when another one of the same kind was being written at that very moment. */
export type KeptRow = { readonly id: Id<'postback'>; readonly duplicate: boolean } | null

type Answer = { readonly n: number; readonly id: Id<'postback'>; readonly duplicate: boolean }

/**
 * The bytes and the fact that they came, of as many deliveries as there are, in one statement and
 * one commit. The same event in other bytes is a duplicate that is told all the same, as
 * `postback.changed`: it may bring a tracking code that the first did not have.
 *
 * Written for the driver and not for the query builder, which would have PostgreSQL parse and plan
 * it again every time; it is one text however many rows it brings. Rows are inserted in the order of
 * their keys, so that two processes which bring the same ones wait for each other and never both.
 */
export async function keepRows({ db }: Pick<Tools, 'db'>, rows: readonly ToKeep[]) {
  const { $client: run } = db
  const asked = rows.map((row, n) => ({ n, ...row })).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const answers = await run<Answer[]>`
    with asked as materialized (
      select * from json_to_recordset(${JSON.stringify(asked)}::text::json) as asked (
        n int, id text, fact_id text, account_id text, store_id text, platform text, body text,
        body_hash text, headers jsonb, query text, remote_address text, delivery_key text,
        state text, reason text, test boolean, event text, order_key text, mapper_version int,
        received_at timestamptz)
    ), known as materialized (
      select asked.*, first.id as first_id, first.body_hash <> asked.body_hash as changed
      from asked left join lateral (
        select id, body_hash from postbacks
        where store_id = asked.store_id and delivery_key = asked.delivery_key
          and state <> 'duplicate'
        limit 1
      ) first on true
    ), kept as (
      insert into postbacks (id, account_id, store_id, platform, body, body_hash, headers, query,
        remote_address, delivery_key, state, reason, test, event, order_key, mapper_version,
        received_at)
      select id, account_id, store_id, platform, decode(body, 'base64'), body_hash, headers, query,
        remote_address, delivery_key,
        case when first_id is null then state else 'duplicate' end,
        reason, test, event, order_key, mapper_version, received_at
      from known
      on conflict (store_id, delivery_key) where state <> 'duplicate' do nothing
      returning id, state
    ), told as (
      insert into outbox (id, account_id, name, payload, created_at)
      select known.fact_id, known.account_id,
        case kept.state when 'duplicate' then 'postback.changed' else 'postback.kept' end,
        jsonb_build_object('postbackId', kept.id), known.received_at
      from kept join known using (id)
      where kept.state <> 'duplicate' or known.changed
    )
    select n, first_id as id, true as duplicate from known where first_id is not null
    union all
    select known.n, kept.id, false from kept join known using (id)
    where kept.state <> 'duplicate'`
  const byPlace = new Map(answers.map(({ n, id, duplicate }) => [n, { id, duplicate }]))
  return rows.map((_, n): KeptRow => byPlace.get(n) ?? null)
}

export const keyOf = ({ store_id, delivery_key }: ToKeep) => `${store_id} ${delivery_key}`
