// inngest/engine/pump.ts

import { getTableName } from 'drizzle-orm'
import { outbox } from '@/db/schema/platform'
import { type Engine, nowOf } from './engine'

const BATCH = 500

/**
 * Facts become events in one statement: whoever sees the event sees the fact as sent, and a crash
 * tells neither twice nor never. The event's id is the fact's. Several workers may pump at once.
 */
export async function pumpFacts(engine: Engine): Promise<number> {
  const moved = await pumpSome(engine)
  return moved < BATCH ? moved : moved + (await pumpFacts(engine))
}

async function pumpSome(engine: Engine): Promise<number> {
  const { sql } = engine
  const now = nowOf(engine)
  const moved = await sql`
    with waiting as materialized (
      select id, name, payload, account_id from ${sql(getTableName(outbox))}
      where sent_at is null order by created_at, id limit ${BATCH}
      for update skip locked
    ), sent as (
      update ${sql(getTableName(outbox))} facts set sent_at = ${now}
      from waiting where facts.id = waiting.id
    ), kept as (
      insert into engine.event (id, name, body, received_at)
      select id, name, jsonb_build_object(
        'id', id, 'name', name, 'user', '{}'::jsonb,
        'data', payload || jsonb_build_object('accountId', account_id),
        'ts', floor(extract(epoch from ${now}) * 1000)
      )::text, ${now}
      from waiting
      returning seq
    )
    insert into engine.job (key, kind, run_at) select 'ev:' || seq, 'event', ${now} from kept`
  if (moved.count > 0) engine.wake()
  return moved.count
}
