// inngest/engine/pump.ts
import { getTableName } from 'drizzle-orm'
import { outbox } from '@/db/schema/platform'
import type { RunView } from './call'
import { matches } from './cel'
import { type Engine, type Job, nowOf } from './engine'
import { ckeysOf } from './schedule'
import type { Json } from './sign'
import { ulid } from './ulid'

const BATCH = 500

/** A run that begins in this process, and what its first call needs to know of it. */
export type Begun = { readonly job: Job; readonly run: RunView }

/** Slots that are free: the first so many runs are leased at birth, and no claim looks for them. */
export type Places = { readonly free: () => number; readonly begin: (begun: Begun) => void }

const NO_PLACES: Places = { free: () => 0, begin: () => {} }

/**
 * Facts become runs in one statement: whoever sees the run sees the fact as sent, and a crash tells
 * neither twice nor never. The event's id is the fact's. Several workers may pump at once. A fact
 * that nobody listens to or waits for is only marked.
 */
export async function pumpFacts(engine: Engine, places = NO_PLACES): Promise<number> {
  let total = 0
  for (;;) {
    const { read, moved } = await pumpSome(engine, places)
    total += moved
    if (read < BATCH) return total
  }
}

type Fact = {
  readonly id: string
  readonly name: string
  readonly body: string
  readonly awaited: boolean
}

async function pumpSome(engine: Engine, places: Places) {
  const facts = await readFacts(engine)
  if (facts.length === 0) return { read: 0, moved: 0 }
  const kept = facts.filter((fact) => needsHandling(engine, fact))
  const runs = facts
    .filter((fact) => !kept.includes(fact))
    .flatMap((fact) => runsOf(engine, fact))
    .map((run, n) => ({ ...run, n }))
  const { moved, jobs } = await move(
    engine,
    facts,
    kept,
    withPlaces(together(engine, runs), places),
  )
  for (const job of jobs) if (job.lease !== null) places.begin(begun(job))
  if (kept.length > 0 || jobs.some(({ lease }) => lease === null)) engine.wake()
  return { read: facts.length, moved }
}

/** Nothing is locked yet: whoever else reads them too is told so when they are marked. */
const readFacts = (engine: Engine) => engine.sql<Fact[]>`
  select id, name, jsonb_build_object(
    'id', id, 'name', name, 'user', '{}'::jsonb,
    'data', payload || jsonb_build_object('accountId', account_id),
    'ts', floor(extract(epoch from ${nowOf(engine)}) * 1000)
  )::text as body, exists (select from engine.wait where event = name) as awaited
  from ${engine.sql(getTableName(outbox))}
  where sent_at is null order by created_at, id limit ${BATCH}`

/** Runs that wait for it, or what starts with more than a row: an event of its own, with its job. */
const needsHandling = ({ functions }: Engine, { name, awaited }: Fact): boolean =>
  awaited ||
  functions.all.some(({ cancel }) => cancel.some(({ event }) => event === name)) ||
  functions.listeningTo(name).some(({ fn }) => fn.throttle || fn.singleton || fn.cancel.length > 0)

function runsOf(engine: Engine, { id: fact, name, body }: Fact) {
  const listening = engine.functions.listeningTo(name)
  if (listening.length === 0) return []
  const event = JSON.parse(body) as Json
  const ms = (engine.now?.() ?? new Date()).getTime()
  return listening
    .filter(({ expression }) => expression === undefined || matches(expression, { event }))
    .map(({ fn }) => ({ id: ulid(ms), fn: fn.id, fact, body, ckeys: ckeysOf(fn, event) }))
}

type Planned = ReturnType<typeof runsOf>[number] & { readonly n: number }
type Run = Planned & { readonly taken: boolean }

/**
 * A function that takes its events in batches has one run for those that are here at this moment, up
 * to its size. It never waits for more of them: its `timeout` is kept by not being used.
 */
function together({ functions }: Engine, runs: readonly Planned[]): readonly Planned[] {
  const open = new Map<string, { readonly id: string; size: number }>()
  return runs.map((run) => {
    const most = functions.find(run.fn)?.batchEvents?.maxSize ?? 1
    const batch = open.get(run.fn)
    if (batch === undefined || batch.size >= most) {
      open.set(run.fn, { id: run.id, size: 1 })
      return run
    }
    batch.size++
    return { ...run, id: batch.id }
  })
}

function withPlaces(runs: readonly Planned[], places: Places): readonly Run[] {
  let free = places.free()
  const taken = new Set<string>()
  return runs.map((run) => {
    if (!taken.has(run.id) && run.ckeys.length === 0 && free-- > 0) taken.add(run.id)
    return { ...run, taken: taken.has(run.id) }
  })
}

type MaybeLeased = Omit<Job, 'lease'> & { readonly lease: string | null; readonly events: string }

async function move(
  engine: Engine,
  facts: readonly Fact[],
  kept: readonly Fact[],
  runs: readonly Run[],
) {
  const { sql, settings } = engine
  const table = sql(getTableName(outbox))
  const now = nowOf(engine)
  const rows = await sql<(MaybeLeased & { moved: number })[]>`
    with facts as materialized (
      select id from ${table}
      where id = any(${facts.map(({ id }) => id)}::text[]) and sent_at is null
      order by id for update skip locked
    ), sent as (
      update ${table} fact set sent_at = ${now} from facts where fact.id = facts.id
    ), kept as (
      insert into engine.event (id, name, body, received_at)
      select id, name, body, ${now}
      from unnest(
        ${kept.map(({ id }) => id)}::text[],
        ${kept.map(({ name }) => name)}::text[],
        ${kept.map(({ body }) => body)}::text[]
      ) with ordinality t (id, name, body, n) join facts using (id)
      order by n
      returning seq
    ), handled as (
      insert into engine.job (key, kind, run_at) select 'ev:' || seq, 'event', ${now} from kept
    ), planned as materialized (
      select run.*, row_number() over (partition by run.id order by n) as place
      from json_to_recordset(${JSON.stringify(runs)}::text::json)
        run (id text, fn text, fact text, body text, ckeys text[], taken boolean, n int)
      join facts on facts.id = fact
    ), gathered as (
      select id, max(place) as size, '[' || string_agg(body, ',' order by n) || ']' as events
      from planned group by id
    ), started as (
      insert into engine.run (id, fn, idem_key, events, status, ckeys, created_at)
      select id, fn, case size when 1 then fact else id end, events, 'queued', ckeys, ${now}
      from planned join gathered using (id) where place = 1
      on conflict do nothing
      returning id, events
    ), called as (
      insert into engine.job (key, kind, run, fn, run_at, ckeys, lease, lease_until)
      select id || ':start', 'call', id, fn, ${now}, ckeys,
        case when taken then gen_random_uuid() end,
        case when taken then ${now} + ${settings.leaseMs}::float8 * interval '1 millisecond' end
      from planned join started using (id) where place = 1 order by n
      returning id, key, kind, run, fn, step, attempt, ckeys, lease
    )
    select (select count(*)::int from facts) as moved, called.*,
      case when called.lease is not null then started.events end as events
    from (select) one left join (called join started on started.id = called.run) on true`
  return { moved: rows[0]?.moved ?? 0, jobs: rows.filter(({ id }) => id !== null) }
}

const begun = ({ moved: _, events, ...job }: MaybeLeased & { moved: number }): Begun => ({
  job: { ...job, lease: job.lease ?? '' },
  run: { id: job.run ?? '', version: -1, force_plan: false, stack: [], events, steps: '{}' },
})
