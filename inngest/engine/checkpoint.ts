// inngest/engine/checkpoint.ts
import { z } from 'zod'
import { log } from '@/lib/platform/log'
import { type Engine, nowOf, whenOf } from './engine'
import { effectOf, Op } from './ops'
import {
  lockRun,
  MEMO_MAX_BYTES,
  overLimit,
  RUN_MAX_BYTES,
  type RunState,
  STEPS_MAX,
} from './run-state'
import { write } from './write'

const Checkpoint = z.object({ qi_id: z.string().regex(/^\d+:[0-9a-f-]{36}$/), steps: Op.array() })

const answer = (status: number, error?: string) => Response.json({ status, error }, { status })

/** Not ours any more: the SDK stops at once, and its answer will fail the fence. */
const STALE = 409
/** The SDK gives back what it has in an ordinary answer, which is judged as such. */
const NOT_HERE = 422

type Told = {
  readonly run: string
  readonly job: string
  readonly lease: string
  readonly steps: readonly Op[]
}

/**
 * A step that ended inside a call that goes on. The lease is extended, the attempts start again,
 * and the memo is committed before the next body runs.
 */
export async function checkpoint(engine: Engine, run: string, body: unknown): Promise<Response> {
  const read = Checkpoint.safeParse(body)
  if (!read.success) return answer(400, 'unreadable checkpoint')
  const [job = '', lease = ''] = read.data.qi_id.split(':')
  const told = { run, job, lease, steps: read.data.steps }
  const [only] = told.steps
  if (told.steps.length === 1 && only && (await keepOne(engine, told, only))) return answer(200)
  return keepAll(engine, told)
}

const NO_RUN: RunState = {
  id: '',
  fn: '',
  status: 'running',
  version: 2,
  forcePlan: false,
  stack: [],
  pending: [],
  ckeys: [],
  memoBytes: 0,
  ended: false,
}

const memoOf = (step: Op, run: RunState) =>
  effectOf(step, { run, trigger: null, attempt: 0, final: false }).memo

/**
 * The way nearly all of them go, in one statement: run row, job, memo. False when anything is not
 * as it should be, and then nothing was written.
 */
async function keepOne(engine: Engine, { run, job, lease }: Told, step: Op): Promise<boolean> {
  const memo = memoOf(step, NO_RUN)
  const bytes = memo === undefined ? 0 : Buffer.byteLength(memo.memo)
  if (memo === undefined || bytes > MEMO_MAX_BYTES) return false
  const { sql } = engine
  const now = nowOf(engine)
  const kept = await sql`
    with live as materialized (
      select id from engine.run
      where id = ${run} and ended_at is null and not ${memo.id} = any(stack)
        and cardinality(stack) < ${STEPS_MAX} and memo_bytes + ${bytes}::int <= ${RUN_MAX_BYTES}
      for update
    ), held as (
      update engine.job set attempt = 0,
        lease_until = ${whenOf(engine, sql, { inMs: engine.settings.leaseMs })}
      where id = ${job} and lease = ${lease} and run = ${run} and exists (select from live)
      returning id
    ), remembered as (
      insert into engine.step (run, id, name, memo, attempts, ended_at)
      select ${run}, ${memo.id}, ${memo.name}, ${memo.memo}, ${memo.attempts}::int, ${now} from held
    )
    update engine.run set status = 'running', stack = stack || ${memo.id}::text,
      version = case version when -1 then 2 else version end,
      memo_bytes = memo_bytes + ${bytes}::int, started_at = coalesce(started_at, ${now})
    where id = ${run} and exists (select from held)`
  return kept.count === 1
}

/** Several steps at once, repeated ones, lost leases, limits: looked at one by one. */
async function keepAll(engine: Engine, { run: id, job, lease, steps }: Told): Promise<Response> {
  return engine.sql.begin(async (sql) => {
    const [run, held] = await Promise.all([
      lockRun(sql, id),
      sql`
        update engine.job set attempt = 0,
          lease_until = ${whenOf(engine, sql, { inMs: engine.settings.leaseMs })}
        where id = ${job} and lease = ${lease} and run = ${id}
        returning attempt`.execute(),
    ])
    if (run === undefined || run.ended || held.length === 0) {
      log.info('a step ended after its lease was lost', { run: id })
      return answer(STALE)
    }
    const fresh = steps.filter((step) => !run.stack.includes(step.id))
    const memos = fresh.flatMap((step) => memoOf(step, run) ?? [])
    if (memos.length < fresh.length || overLimit(run, memos) !== null) return answer(NOT_HERE)
    const version = run.version === -1 ? 2 : run.version
    const { forcePlan, pending } = run
    const none = { jobs: [], waits: [], end: null }
    await write(engine, sql, run, { version, forcePlan, pending, memos, ...none })
    return answer(200)
  })
}
