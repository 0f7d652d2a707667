// inngest/engine/claim.ts
import { type Db, type Engine, type Job, nowOf } from './engine'
import { limitOf } from './schedule'

type Picked = Job & { readonly leased: boolean }

export type Claimed = {
  readonly jobs: readonly Job[]
  /** Some were due and another worker was deciding about their key: look again soon. */
  readonly again: boolean
}

const MS = '1 millisecond'

/**
 * Up to `limit` due jobs, each under a lease of its own. Jobs without concurrency keys take one
 * statement. Losing a lease in a crash of PostgreSQL costs a repetition that the fence catches, so
 * these commits do not wait for the disk.
 */
export async function claim(engine: Engine, limit: number): Promise<Claimed> {
  const { sql, settings } = engine
  const now = nowOf(engine)
  const picked = await sql<Picked[]>`
    with lazily as materialized (
      select set_config('synchronous_commit', 'off', true)
    ), picked as materialized (
      select job.id from engine.job, lazily
      where blocked_on is null and run_at <= ${now} and (lease is null or lease_until < ${now})
      order by run_at, job.id limit ${limit}
      for update of job skip locked
    ), leased as (
      update engine.job set lease = gen_random_uuid(),
        lease_until = ${now} + ${settings.leaseMs}::float8 * ${MS}::interval
      from picked where job.id = picked.id and ckeys = '{}'
      returning job.id, key, kind, run, fn, step, attempt, ckeys, lease, true as leased
    )
    select * from leased
    union all
    select job.id, key, kind, run, fn, step, attempt, ckeys, null, false
    from picked join engine.job on job.id = picked.id where ckeys <> '{}'`
  const free = picked.filter(({ leased }) => leased)
  const keyed = picked.filter(({ leased }) => !leased).map(({ id }) => id)
  if (keyed.length === 0) return { jobs: free, again: false }
  const admitted = await claimKeyed(engine, keyed)
  return { jobs: [...free, ...admitted.jobs], again: admitted.again }
}

/** At most `limit` live leases per key, counted while nobody else may decide about that key. */
async function claimKeyed(engine: Engine, ids: readonly string[]): Promise<Claimed> {
  return engine.sql.begin(async (sql) => {
    const now = nowOf(engine, sql)
    const [, jobs] = await Promise.all([
      sql`set local synchronous_commit = off`.execute(),
      sql<Job[]>`
        select id, ckeys from engine.job
        where id = any(${[...ids]}::bigint[]) and blocked_on is null and run_at <= ${now}
          and (lease is null or lease_until < ${now})
        order by run_at, id for update skip locked`.execute(),
    ])
    const keys = [...new Set(jobs.flatMap(({ ckeys }) => ckeys))].sort()
    const mine = await tryKeys(sql, keys)
    const live = await countLive(engine, sql, mine)
    const { admitted, parked, skipped } = admit(engine, jobs, new Set(mine), live)
    const leased = await lease(engine, sql, admitted)
    await park(sql, parked)
    return { jobs: leased, again: skipped > 0 }
  })
}

/** Tried, never waited for: claims that block each other on several keys end in a deadlock. */
async function tryKeys(sql: Db, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ key: string; got: boolean }[]>`
    select key, pg_try_advisory_xact_lock(hashtextextended(key, 0)) as got
    from unnest(${[...keys]}::text[]) key`
  return rows.filter(({ got }) => got).map(({ key }) => key)
}

/** A statement of its own: its snapshot must be younger than the locks. */
async function countLive(engine: Engine, sql: Db, keys: readonly string[]) {
  const rows = await sql<{ key: string; live: number }[]>`
    select ckey as key, sum(1)::int as live from engine.job, unnest(ckeys) ckey
    where lease is not null and ckeys <> '{}' and ckeys && ${[...keys]}::text[]
      and lease_until > ${nowOf(engine, sql)}
    group by ckey`
  return new Map(rows.map(({ key, live }) => [key, live]))
}

type Parked = { readonly id: string; readonly key: string }

function admit(
  engine: Engine,
  jobs: readonly Job[],
  mine: ReadonlySet<string>,
  live: Map<string, number>,
) {
  const admitted: string[] = []
  const parked: Parked[] = []
  let skipped = 0
  for (const { id, ckeys } of jobs) {
    const full = ckeys.find((key) => mine.has(key) && (live.get(key) ?? 0) >= limitOf(engine, key))
    if (full !== undefined) parked.push({ id, key: full })
    else if (!ckeys.every((key) => mine.has(key))) skipped++
    else {
      admitted.push(id)
      for (const key of ckeys) live.set(key, (live.get(key) ?? 0) + 1)
    }
  }
  return { admitted, parked, skipped }
}

async function lease(engine: Engine, sql: Db, ids: readonly string[]): Promise<Job[]> {
  if (ids.length === 0) return []
  return sql<Job[]>`
    update engine.job set lease = gen_random_uuid(),
      lease_until = ${nowOf(engine, sql)} + ${engine.settings.leaseMs}::float8 * ${MS}::interval
    where id = any(${[...ids]}::bigint[])
    returning id, key, kind, run, fn, step, attempt, ckeys, lease`
}

/** Out of the way until a place is free: trying again and again halves the throughput of others. */
const park = async (sql: Db, parked: readonly Parked[]) => {
  if (parked.length === 0) return
  await sql`
    update engine.job set blocked_on = t.key
    from unnest(${parked.map(({ id }) => id)}::bigint[], ${parked.map(({ key }) => key)}::text[])
      t (id, key)
    where job.id = t.id`
}

const pairs = (sql: Db, jobs: readonly Job[]) => sql`
  select job.id from engine.job
  join unnest(
    ${jobs.map(({ id }) => id)}::bigint[], ${jobs.map(({ lease }) => lease)}::uuid[]
  ) ours (id, lease) on job.id = ours.id and job.lease = ours.lease
  for update of job skip locked`

/** Ours for another while. A row that is locked is being committed, and needs no more time. */
export const renew = (engine: Engine, jobs: readonly Job[]) =>
  engine.sql`
    with lazily as materialized (select set_config('synchronous_commit', 'off', true)),
      ours as materialized (${pairs(engine.sql, jobs)})
    update engine.job
    set lease_until = ${nowOf(engine)} + ${engine.settings.leaseMs}::float8 * ${MS}::interval
    from lazily, ours where job.id = ours.id
    returning job.id`

/** Given back untouched, to be claimed after `afterMs` by whoever is first. */
export const giveBack = (engine: Engine, jobs: readonly Job[], afterMs = 0) =>
  engine.sql`
    with ours as materialized (${pairs(engine.sql, jobs)})
    update engine.job set lease = null, lease_until = null,
      run_at = greatest(run_at, ${nowOf(engine)} + ${afterMs}::float8 * ${MS}::interval)
    from ours where job.id = ours.id`

/** In how many ms the next job is due; null when none is planned. */
export async function nextDueMs(engine: Engine): Promise<number | null> {
  const [row] = await engine.sql<{ ms: number | null }[]>`
    select extract(epoch from min(run_at) - ${nowOf(engine)})::float8 * 1000 as ms
    from engine.job where blocked_on is null and lease is null`
  return row?.ms ?? null
}

/** Covers a holder that died: the oldest job behind every key is tried again. */
export async function unparkOldest(engine: Engine): Promise<void> {
  const freed = await engine.sql`
    update engine.job set blocked_on = null where id in (
      select id from engine.job where id in (
        select distinct on (blocked_on) id from engine.job
        where blocked_on is not null order by blocked_on, run_at, id
      ) for update skip locked)
    returning id`
  if (freed.length > 0) engine.wake()
}
