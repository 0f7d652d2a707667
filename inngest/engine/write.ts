// inngest/engine/write.ts
import { type Db, type Engine, nowOf, whenOf } from './engine'
import { finalize } from './finalize'
import type { Changes, NewJob, NewWait, RunState } from './run-state'

/**
 * One commit: memo, next job, state of the run, consumed job. The statements leave together, and
 * the server answers them in this order.
 */
export async function write(
  engine: Engine,
  sql: Db,
  run: RunState,
  changes: Changes,
): Promise<void> {
  const { memos, end } = changes
  await Promise.all([
    memos.length > 0 && insertMemos(engine, sql, run.id, changes).execute(),
    updateRun(engine, sql, run, changes).execute(),
    ...(end ? [] : changes.waits.map((wait) => insertWait(engine, sql, run.id, wait).execute())),
    ...(end ? [] : changes.jobs.map((job) => insertJob(engine, sql, run, job).execute())),
    end !== null && finalize(engine, sql, run, end),
  ])
}

const insertMemos = (engine: Engine, sql: Db, run: string, { memos }: Changes) =>
  sql`
    insert into engine.step (run, id, name, memo, attempts, ended_at)
    select ${run}, t.id, t.name, t.memo, t.attempts, ${nowOf(engine, sql)}
    from unnest(
      ${memos.map(({ id }) => id)}::text[],
      ${memos.map(({ name }) => name)}::text[],
      ${memos.map(({ memo }) => memo)}::text[],
      ${memos.map(({ attempts }) => attempts)}::int[]
    ) t (id, name, memo, attempts)
    on conflict do nothing`

function updateRun(engine: Engine, sql: Db, run: RunState, changes: Changes) {
  const stack = [...run.stack, ...changes.memos.map(({ id }) => id)]
  const now = nowOf(engine, sql)
  const bytes = changes.memos.reduce(
    (sum, { memo }) => sum + Buffer.byteLength(memo),
    run.memoBytes,
  )
  return sql`
    update engine.run set status = ${changes.end?.status ?? 'running'}, version = ${changes.version},
      force_plan = ${changes.forcePlan}, stack = ${stack}::text[],
      pending = ${[...changes.pending]}::text[], memo_bytes = ${bytes},
      started_at = coalesce(started_at, ${now}),
      output = ${changes.end?.output ?? null}, ended_at = case when ${changes.end !== null} then ${now} end
    where id = ${run.id}`
}

/** A job or a wait that exists already is left alone: discovery reports the open steps again. */
const insertJob = (engine: Engine, sql: Db, run: RunState, { key, kind, step, when }: NewJob) =>
  sql`
    insert into engine.job (key, kind, run, fn, step, run_at, ckeys)
    values (${key}, ${kind}, ${run.id}, ${run.fn}, ${step}, ${whenOf(engine, sql, when)},
      ${kind === 'call' ? [...run.ckeys] : []}::text[])
    on conflict (key) do nothing`

const insertWait = (engine: Engine, sql: Db, run: string, wait: NewWait) =>
  sql`
    insert into engine.wait (id, run, step, kind, event, expr, match_path, match_value, expires)
    values (${`${run}:${wait.step}`}, ${run}, ${wait.step}, 'event', ${wait.event}, ${wait.expr},
      ${wait.path}, ${wait.value}, ${whenOf(engine, sql, wait.expires)})
    on conflict (id) do nothing`

/**
 * A place behind these keys is free: the oldest job of each may be claimed again. Called last in
 * its transaction, keys in order. The claim only tries them, and a job that is being deleted is
 * passed over, so nobody waits in a circle.
 */
export async function unpark(sql: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const sorted = [...new Set(keys)].sort()
  await Promise.all([
    sql`
      select pg_advisory_xact_lock(hashtextextended(key, 0))
      from unnest(${sorted}::text[]) key`.execute(),
    sql`
      update engine.job set blocked_on = null
      from unnest(${sorted}::text[]) ckey cross join lateral (
        select id from engine.job where blocked_on = ckey
        order by run_at, id limit 1 for update skip locked
      ) oldest
      where job.id = oldest.id`.execute(),
  ])
}
