// inngest/engine/commit.ts
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { call, type Reply, type RunView, readRun } from './call'
import { complete } from './complete'
import type { Fn } from './config'
import { decide, type Retry } from './decide'
import { type Db, type Engine, type Job, whenOf } from './engine'
import { lockRun, takeJob } from './run-state'
import type { Json } from './sign'
import { unpark, write } from './write'

const UNREGISTERED_MS = 60_000

/** One call of a function, from the snapshot to the commit of what it answered. */
export async function runCall(engine: Engine, job: Job, fresh?: RunView): Promise<void> {
  const fn = engine.functions.find(job.fn)
  if (fn === undefined) return postpone(engine, job)
  const run = fresh ?? (job.run === null ? undefined : await readRun(engine, job.run))
  if (run === undefined) return drop(engine, job)
  const reply = await call(engine, job, fn, run)
  const [trigger = null] = JSON.parse(run.events) as Json[]
  const answered = { job, fn, trigger }
  try {
    await persist(() => commit(engine, answered, reply))
  } catch (error) {
    // Not again and again for ever: what cannot be stored has failed, and has its attempts.
    log.error('an answer could not be stored', { run: job.run, fn: job.fn, error })
    await persist(() => commit(engine, answered, notKept(error)))
  }
}

const notKept = (error: unknown): Reply => ({
  status: 504,
  noRetry: null,
  retryAfter: null,
  version: null,
  isSdk: false,
  body: { name: 'AnswerNotKept', message: error instanceof Error ? error.name : 'unknown' },
})

const TRIES = 5
const TRY_AGAIN_MS = 250
/** Connections that broke, servers that restart, deadlocks: nothing was decided. */
const PASSING = /^(CONNECTION_|ECONN|EPIPE|08|57|40)/

/**
 * The step has run; its answer is worth some patience. If the first commit did arrive, the fence
 * drops the second.
 */
async function persist(write: () => Promise<unknown>, tries = TRIES): Promise<void> {
  try {
    await write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (tries <= 1 || !PASSING.test(code)) throw error
    await sleep(TRY_AGAIN_MS * (TRIES + 1 - tries))
    await persist(write, tries - 1)
  }
}

type Answered = { readonly job: Job; readonly fn: Fn; readonly trigger: Json }

/**
 * One fenced transaction: the run's row, then the job by its lease. An answer whose lease is gone
 * is dropped unread: after a stale dispatch the SDK answers 400, and that must not fail the run.
 */
export async function commit(engine: Engine, answered: Answered, reply: Reply): Promise<boolean> {
  const { job } = answered
  if (await complete(engine, job, reply)) return true
  const stored = await engine.sql.begin(async (sql) => {
    const [run, taken] = await Promise.all([lockRun(sql, job.run ?? ''), takeJob(sql, job)])
    if (run === undefined || run.ended || taken.length === 0) {
      log.info('an answer came after its lease was lost', { run: job.run, step: job.step })
      return false
    }
    const { changes, retry } = decide(engine, answered, run, reply)
    if (retry !== null) await retryJob(engine, sql, job, retry)
    await write(engine, sql, run, changes)
    await unpark(sql, job.ckeys)
    if (changes.end?.status === 'failed') {
      log.error('a run failed', { run: run.id, fn: run.fn, error: nameOf(changes.end.output) })
    }
    return true
  })
  // The next call may be due, or one that waited behind a key: whoever claims looks at once.
  engine.wake()
  return stored
}

/** The name and not the message: messages may carry what no log should. */
const nameOf = (output: string) => (JSON.parse(output) as { name?: string } | null)?.name

/** The same job once more, later; its lease went with the old row. */
const retryJob = (engine: Engine, sql: Db, job: Job, { attempt, inMs, error }: Retry) =>
  sql`
    insert into engine.job (key, kind, run, fn, step, attempt, last_error, ckeys, run_at)
    values (${job.key}, ${job.kind}, ${job.run}, ${job.fn}, ${job.step}, ${attempt}, ${error},
      ${[...job.ckeys]}::text[], ${whenOf(engine, sql, { inMs })})`

/** After a deploy a function may be missing for a while; its runs wait for it. */
async function postpone(engine: Engine, job: Job): Promise<void> {
  log.warn('a run waits for a function that is not registered', { run: job.run, fn: job.fn })
  await engine.sql.begin(async (sql) => {
    await sql`
      update engine.job set lease = null, lease_until = null,
        run_at = ${whenOf(engine, sql, { inMs: UNREGISTERED_MS })}
      where id = ${job.id} and lease = ${job.lease}`
    await unpark(sql, job.ckeys)
  })
  engine.wake()
}

async function drop(engine: Engine, job: Job): Promise<void> {
  await engine.sql.begin(async (sql) => {
    await takeJob(sql, job)
    await unpark(sql, job.ckeys)
  })
  engine.wake()
}
