// inngest/engine/waits.ts
import { matches, textAt } from './cel'
import { type Db, type Engine, type Job, nowOf } from './engine'
import { CANCELLED } from './finalize'
import { ending, lockRun, remembering, takeJob } from './run-state'
import { schedule } from './schedule'
import type { Json } from './sign'
import { unpark, write } from './write'

type Event = { readonly id: string; readonly name: string; readonly [key: string]: Json }
type Heard = { readonly event: Event; readonly body: string }

/**
 * An event is received when its job runs, after the commit of whoever wrote it. Waits first,
 * triggers second: an event never cancels or feeds the run it starts.
 */
export async function runEvent(engine: Engine, job: Job): Promise<void> {
  await engine.sql.begin(async (sql) => {
    const seq = job.key.slice('ev:'.length)
    const [taken, rows, paths] = await Promise.all([
      takeJob(sql, job),
      sql<{ body: string }[]>`
        update engine.event set handled_at = ${nowOf(engine, sql)} where seq = ${seq}
        returning body`.execute(),
      pathsOf(sql, seq),
    ])
    const [row] = rows
    if (taken.length === 0 || row === undefined) return
    const heard = { event: JSON.parse(row.body) as Event, body: row.body }
    const released = await feedWaits(engine, sql, heard, paths)
    await startRuns(engine, sql, heard)
    await unpark(sql, released)
  })
}

async function startRuns(engine: Engine, sql: Db, { event, body }: Heard): Promise<void> {
  for (const { fn, expression } of engine.functions.listeningTo(event.name)) {
    if (expression !== undefined && !matches(expression, { event })) continue
    await schedule(engine, sql, fn, { event, body, idemKey: event.id })
  }
}

type Wait = {
  readonly id: string
  readonly run: string
  readonly step: string | null
  readonly kind: 'event' | 'cancel'
  readonly expr: string
  readonly events: string
}

/** The paths that waits for this event compare, one look into the index for each. */
async function pathsOf(sql: Db, seq: string): Promise<readonly string[]> {
  const rows = await sql<{ path: string }[]>`
    with recursive heard as materialized (
      select name from engine.event where seq = ${seq}
    ), paths (path) as (
      (select match_path from engine.wait
        where event = (select name from heard) order by match_path limit 1)
      union all
      select (
        select match_path from engine.wait
        where event = (select name from heard) and match_path > path order by match_path limit 1
      ) from paths where path is not null
    )
    select path from paths where path is not null`.execute()
  return rows.map(({ path }) => path)
}

/** Read without a lock: a row that another event holds must be waited for, not skipped. */
async function findWaits(
  engine: Engine,
  sql: Db,
  event: Event,
  paths: readonly string[],
): Promise<readonly Wait[]> {
  const pairs = paths.flatMap((path) => {
    const value = textAt(event, path.split('.'))
    return value === null ? [] : [{ path, value }]
  })
  if (pairs.length === 0) return []
  const waits = await sql<Wait[]>`
    select wait.id, run, step, kind, expr, run.events
    from unnest(${pairs.map(({ path }) => path)}::text[], ${pairs.map(({ value }) => value)}::text[])
      pair (path, value)
    join engine.wait on event = ${event.name} and match_path = path and match_value = value
    join engine.run on run.id = wait.run
    where expires > ${nowOf(engine, sql)}
    order by run`
  return waits.filter(({ expr, events }) => {
    const [trigger = null] = JSON.parse(events) as Json[]
    return matches(expr, { event: trigger, async: event })
  })
}

/** In order of run id. Gives the concurrency keys that cancelled runs let go of. */
async function feedWaits(
  engine: Engine,
  sql: Db,
  heard: Heard,
  paths: readonly string[],
): Promise<readonly string[]> {
  const released: string[] = []
  for (const wait of await findWaits(engine, sql, heard.event, paths)) {
    const run = await lockRun(sql, wait.run)
    const deleted = await sql`delete from engine.wait where id = ${wait.id} returning id`
    // Nothing deleted: somebody was faster, and the run has moved on.
    if (run === undefined || run.ended || deleted.length === 0) continue
    if (wait.kind === 'cancel') {
      await write(engine, sql, run, ending(run, CANCELLED))
      released.push(...run.ckeys)
      continue
    }
    const id = wait.step ?? ''
    await sql`delete from engine.job where key = ${`${run.id}:${id}:timeout`}`
    const memo = { id, name: heard.event.name, memo: heard.body, attempts: 1 }
    await write(engine, sql, run, remembering(run, memo))
  }
  return released
}

/** A sleep is over, or nothing came in time: the memo of both is null. */
export async function runTimer(engine: Engine, job: Job): Promise<void> {
  await engine.sql.begin(async (sql) => {
    const run = await lockRun(sql, job.run ?? '')
    const taken = await takeJob(sql, job)
    if (run === undefined || run.ended || taken.length === 0) return
    await sql`delete from engine.wait where id = ${`${run.id}:${job.step}`}`
    const memo = { id: job.step, name: job.kind, memo: 'null', attempts: 1 }
    await write(engine, sql, run, remembering(run, memo))
  })
}
