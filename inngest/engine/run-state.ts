// inngest/engine/run-state.ts
import type { When } from './duration'
import type { Db, Job } from './engine'

/** A run as it is under its lock. */
export type RunState = {
  readonly id: string
  readonly fn: string
  readonly status: string
  readonly version: number
  readonly forcePlan: boolean
  readonly stack: readonly string[]
  readonly pending: readonly string[]
  readonly ckeys: readonly string[]
  readonly memoBytes: number
  readonly ended: boolean
}

export type Memo = {
  readonly id: string
  readonly name: string
  readonly memo: string
  readonly attempts: number
}

export type NewJob = {
  readonly key: string
  readonly kind: 'call' | 'sleep' | 'timeout'
  readonly step: string
  readonly when: When
}

export type NewWait = {
  readonly step: string
  readonly event: string
  readonly expr: string
  readonly path: string
  readonly value: string
  readonly expires: When
}

export type End = {
  readonly status: 'completed' | 'failed' | 'cancelled'
  /** JSON text: the result, or the error. */
  readonly output: string
}

/** What one answer, one waking or one event makes of a run: decided first, then written as one. */
export type Changes = {
  readonly version: number
  readonly forcePlan: boolean
  readonly pending: readonly string[]
  readonly memos: readonly Memo[]
  readonly jobs: readonly NewJob[]
  readonly waits: readonly NewWait[]
  readonly end: End | null
}

export const STEPS_MAX = 1_000
export const MEMO_MAX_BYTES = 4 * 1024 * 1024
export const RUN_MAX_BYTES = 32 * 1024 * 1024

export const nextJob = (run: string, after: string): NewJob => ({
  key: `${run}:${after}:next`,
  kind: 'call',
  step: 'step',
  when: { inMs: 0 },
})

const unchanged = ({ version, forcePlan, pending }: RunState): Changes => ({
  version,
  forcePlan,
  pending,
  memos: [],
  jobs: [],
  waits: [],
  end: null,
})

export const ending = (run: RunState, end: End): Changes => ({ ...unchanged(run), end })

export const failure = (name: string, message: string): End => ({
  status: 'failed',
  output: JSON.stringify({ name, message }),
})

/** Limits the server has too: better a clear name than a row nobody can load. */
export function overLimit(run: RunState, memos: readonly Memo[]): End | null {
  const sizes = memos.map(({ memo }) => Buffer.byteLength(memo))
  if (sizes.some((size) => size > MEMO_MAX_BYTES)) {
    return failure('StepOutputTooLarge', `a step's result is over ${MEMO_MAX_BYTES} bytes`)
  }
  if (sizes.reduce((total, size) => total + size, run.memoBytes) > RUN_MAX_BYTES) {
    return failure(
      'RunStateTooLarge',
      `the results of a run's steps are over ${RUN_MAX_BYTES} bytes`,
    )
  }
  if (run.stack.length + memos.length > STEPS_MAX) {
    return failure('TooManySteps', `a run has at most ${STEPS_MAX} steps`)
  }
  return null
}

/** One step ended outside a call: it woke, timed out or heard its event. */
export function remembering(run: RunState, memo: Memo): Changes {
  const end = overLimit(run, [memo])
  if (end !== null) return ending(run, end)
  const pending = run.pending.filter((id) => id !== memo.id)
  const settled = pending.length === 0
  return {
    ...unchanged(run),
    pending,
    forcePlan: run.forcePlan && !settled,
    memos: run.stack.includes(memo.id) ? [] : [memo],
    jobs: settled ? [nextJob(run.id, memo.id)] : [],
  }
}

type RunRow = Omit<RunState, 'forcePlan' | 'memoBytes'> & {
  readonly force_plan: boolean
  readonly memo_bytes: number
}

/** The run's row is locked first, always: invariant 7. */
export async function lockRun(sql: Db, id: string): Promise<RunState | undefined> {
  const [row] = await sql<RunRow[]>`
    select id, fn, status, version, force_plan, stack, pending, ckeys, memo_bytes,
      ended_at is not null as ended
    from engine.run where id = ${id} for update`.execute()
  if (row === undefined) return undefined
  const { force_plan, memo_bytes, ...run } = row
  return { ...run, forcePlan: force_plan, memoBytes: memo_bytes }
}

/** The fence: whoever finds no row has lost the lease, and its answer counts for nothing. */
export const takeJob = (sql: Db, { id, lease }: Job) =>
  sql`delete from engine.job where id = ${id} and lease = ${lease} returning id`.execute()
