// inngest/engine/ingest.ts
import { z } from 'zod'
import { type Db, type Engine, millisOf, nowOf } from './engine'
import { seededUlid, ulid } from './ulid'

const NAME_MAX = 256
/** The smallest limit of the places that run our functions. */
const BODY_MAX_BYTES = 256 * 1024

export const Incoming = z.object({
  name: z.string().min(1).max(NAME_MAX),
  id: z.string().min(1).max(NAME_MAX).optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.int().min(0).optional(),
  v: z.string().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
})
export type Incoming = z.output<typeof Incoming>

export type Kept = { readonly id: string; readonly name: string; readonly body: string }

/** The event as functions will see it, as text, once and for ever. */
export function toKept(event: Incoming, ms: number, id?: string): Kept {
  const { name, data, v, meta } = event
  const kept = event.id ?? id ?? ulid(ms)
  const ts = event.ts ?? ms
  const body = {
    name,
    data: data ?? {},
    user: {},
    id: kept,
    ts,
    ...(v && { v }),
    ...(meta && { meta }),
  }
  return { id: kept, name, body: JSON.stringify(body) }
}

export type Refused = { readonly error: string }

/**
 * Events from outside the engine: the SDK's sends and the outbox. All of them or none. What the
 * engine says itself (`inngest/…`) nobody else may say, or a run could be failed by a forged event.
 */
export async function receive(
  engine: Engine,
  sql: Db,
  events: readonly unknown[],
  seed: string | null = null,
): Promise<readonly string[] | Refused> {
  const ms = await millisOf(engine, sql)
  const kept: Kept[] = []
  for (const [position, event] of events.entries()) {
    const read = Incoming.safeParse(event)
    if (!read.success) return { error: `event ${position}: ${z.prettifyError(read.error)}` }
    if (read.data.name.startsWith('inngest/'))
      return { error: `${read.data.name} is a reserved name` }
    const one = toKept(read.data, ms, (seed && seededUlid(seed, position)) || undefined)
    if (Buffer.byteLength(one.body) > BODY_MAX_BYTES)
      return { error: `event ${position} is too large` }
    kept.push(one)
  }
  await insertEvents(engine, sql, kept)
  return kept.map(({ id }) => id)
}

/** The rows and their jobs, with the caller's own transaction or without one. */
export async function insertEvents(
  engine: Engine,
  sql: Db,
  events: readonly Kept[],
): Promise<void> {
  if (events.length === 0) return
  const now = nowOf(engine, sql)
  await sql`
    with kept as (
      insert into engine.event (id, name, body, received_at)
      select t.id, t.name, t.body, ${now}
      from unnest(
        ${events.map(({ id }) => id)}::text[],
        ${events.map(({ name }) => name)}::text[],
        ${events.map(({ body }) => body)}::text[]
      ) with ordinality t (id, name, body, n)
      order by n
      returning seq
    )
    insert into engine.job (key, kind, run_at) select 'ev:' || seq, 'event', ${now} from kept`
}
