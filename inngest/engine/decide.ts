// inngest/engine/decide.ts
import type { Reply } from './call'
import type { Fn } from './config'
import type { Engine, Job } from './engine'
import { type Asked, type Effect, effectOf, Op } from './ops'
import { type Changes, ending, type Memo, nextJob, overLimit, type RunState } from './run-state'
import type { Json } from './sign'

const MINUTE_MS = 60_000
/** The server's table, by the attempt that failed. */
const BACKOFF_MS = [0.25, 0.5, 1, 2, 5, 10, 20, 40, 60, 120].map((minutes) => minutes * MINUTE_MS)
const JITTER_MS = 30_000
const RETRY_AFTER_MIN_MS = 1_000
const RETRY_AFTER_MAX_MS = 24 * 60 * MINUTE_MS

export type Retry = { readonly attempt: number; readonly inMs: number; readonly error: string }

/** How long until the next attempt: what was asked for, else the table and some chance. */
function delayMs(engine: Engine, attempt: number, retryAfter: string | null): number {
  if (retryAfter !== null) {
    const asked = /^\d+$/.test(retryAfter)
      ? Number(retryAfter) * 1_000
      : Date.parse(retryAfter) - (engine.now?.() ?? new Date()).getTime()
    return Math.min(Math.max(asked || 0, RETRY_AFTER_MIN_MS), RETRY_AFTER_MAX_MS)
  }
  const planned = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 0
  return (planned + Math.random() * JITTER_MS) * engine.settings.backoffScale
}

export type Decision = { readonly changes: Changes; readonly retry: Retry | null }

const isOk = ({ status, isSdk }: Reply) => isSdk && (status === 200 || status === 206)

/** What an answer makes of the run that is locked now. Pure: nothing is read and nothing written. */
export function decide(
  engine: Engine,
  { job, fn, trigger }: { job: Job; fn: Fn; trigger: Json },
  run: RunState,
  reply: Reply,
): Decision {
  const last = job.attempt + 1 >= fn.attempts
  const final = reply.noRetry === true || last
  const version = run.version === -1 ? (reply.version ?? run.version) : run.version
  const known = { ...run, version }
  const asked: Asked = { run: known, trigger, attempt: job.attempt, final }

  if (isOk(reply) && reply.status === 200) {
    return {
      changes: ending(known, { status: 'completed', output: text(reply.body) }),
      retry: null,
    }
  }
  const ops = isOk(reply) ? Op.array().min(1).safeParse(reply.body) : null
  if (ops?.success) return applyOps(engine, ops.data, asked, reply)

  if (final)
    return {
      changes: ending(known, { status: 'failed', output: text(errorOf(reply)) }),
      retry: null,
    }
  const retry = {
    attempt: job.attempt + 1,
    inMs: delayMs(engine, job.attempt, reply.retryAfter),
    error: text(errorOf(reply)),
  }
  return { changes: { ...nothing(known) }, retry }
}

const text = (value: Json) => JSON.stringify(value)

/** An error as a handler can read it, whatever came. */
function errorOf({ status, body, isSdk }: Reply): Json {
  const isError = typeof body === 'object' && body !== null && 'message' in body && 'name' in body
  if (isError && (isSdk || status === 504)) return body
  return { name: 'UnexpectedAnswer', message: `status ${status}: ${text(body).slice(0, 500)}` }
}

const nothing = (run: RunState): Changes => ({
  version: run.version,
  forcePlan: run.forcePlan,
  pending: run.pending,
  memos: [],
  jobs: [],
  waits: [],
  end: null,
})

function applyOps(engine: Engine, ops: readonly Op[], asked: Asked, reply: Reply): Decision {
  const { run } = asked
  // Invariant 6: what has a memo is settled, whoever reports it again.
  const effects = ops
    .filter(({ id }) => !run.stack.includes(id))
    .map((op): readonly [Op, Effect] => [op, effectOf(op, asked)])
  const all = effects.map(([, effect]) => effect)
  const memos = all.flatMap(({ memo }) => memo ?? [])
  const end = overLimit(run, memos) ?? all.find((effect) => effect.end)?.end ?? null
  if (end !== null) return { changes: { ...ending(run, end), memos }, retry: null }

  const failed = effects.find(([, { retry }]) => retry)?.[0]
  const changes = grouped(run, effects, memos)
  const planned = [...all.flatMap(({ jobs }) => jobs ?? []), ...(failed ? [] : changes.jobs)]
  const waits = all.flatMap(({ wait }) => wait ?? [])
  const retry = failed
    ? {
        // Steps that ended in the same answer start the counter again.
        attempt: memos.length > 0 ? 1 : asked.attempt + 1,
        inMs: delayMs(engine, memos.length > 0 ? 0 : asked.attempt, reply.retryAfter),
        error: text((failed.error ?? null) as Json),
      }
    : null
  return { changes: { ...changes, jobs: planned, waits }, retry }
}

/**
 * Several open steps in one answer are a group: the function is called again when the last of
 * them has ended. Every such answer counts, not only one with a planned step, or the step behind
 * two sleeps would run twice.
 */
function grouped(
  run: RunState,
  effects: readonly (readonly [Op, Effect])[],
  memos: readonly Memo[],
): Changes {
  const open = effects.filter(([, { group }]) => group).map(([{ id }]) => id)
  const isGroup = open.length > 1
  const done = new Set(memos.map(({ id }) => id))
  const pending = isGroup ? open : run.pending.filter((id) => !done.has(id))
  const settled = pending.length === 0
  const waiting = open.length > 0 || effects.some(([, { retry }]) => retry)
  const after = memos.at(-1)?.id ?? (effects.length === 0 ? run.stack.at(-1) : undefined)
  return {
    ...nothing(run),
    forcePlan: isGroup || (run.forcePlan && !settled),
    pending,
    memos,
    jobs: settled && !waiting && after !== undefined ? [nextJob(run.id, after)] : [],
  }
}
