// inngest/engine/ops.ts
import { z } from 'zod'
import { complaintAbout, equalityOf, textAt } from './cel'
import { LONGEST_MS, readWhen } from './duration'
import {
  type End,
  failure,
  type Memo,
  type NewJob,
  type NewWait,
  nextJob,
  type RunState,
} from './run-state'
import type { Json } from './sign'

/** One opcode of an answer. The SDK adds fields of its own, which are nobody's business. */
export const Op = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().optional(),
  displayName: z.string().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  userland: z.object({ id: z.string() }).nullish(),
  // As they came out of JSON.parse: looking through 4 MiB again proves nothing.
  data: z.unknown().optional(),
  error: z.unknown().optional(),
})
export type Op = z.output<typeof Op>

/** What one opcode adds to the run; `group` says that the run waits for it. */
export type Effect = {
  readonly memo?: Memo
  readonly jobs?: readonly NewJob[]
  readonly wait?: NewWait
  readonly group?: boolean
  readonly retry?: boolean
  readonly end?: End
}

export type Asked = {
  readonly run: RunState
  readonly trigger: Json
  readonly attempt: number
  /** No further attempt: it was the last one, or the SDK said that trying again is no use. */
  readonly final: boolean
}

const SENT_TYPES: readonly unknown[] = [undefined, 'step.sendEvent']

export const unsupported = (what: string): End =>
  failure('UnsupportedOpcode', `${what} is not supported by the embedded engine`)

export function effectOf(op: Op, asked: Asked): Effect {
  if (op.opts?.parallelMode === 'race') return { end: unsupported('group.parallel race') }
  switch (op.op) {
    case 'StepRun':
      return stepRun(op, asked)
    case 'StepError':
      return asked.final ? failedStep(op, asked) : { retry: true }
    case 'StepFailed':
      return failedStep(op, asked)
    case 'StepPlanned':
      return { group: true, jobs: [job(op, asked, 'plan')] }
    case 'Sleep':
      return sleep(op, asked)
    case 'WaitForEvent':
      return waitForEvent(op, asked)
    case 'RunComplete':
      return { end: { status: 'completed', output: JSON.stringify(op.data ?? null) } }
    case 'DiscoveryRequest':
      return { jobs: [nextJob(asked.run.id, op.id)] }
    default:
      return { end: unsupported(`the opcode ${op.op}`) }
  }
}

const memoOf = (op: Op, { attempt }: Asked, memo: object): Memo => ({
  id: op.id,
  name: op.userland?.id ?? op.displayName ?? op.id,
  memo: JSON.stringify(memo),
  attempts: attempt + 1,
})

function stepRun(op: Op, asked: Asked): Effect {
  const type = op.opts?.type
  if (!SENT_TYPES.includes(type)) return { end: unsupported(String(type)) }
  return { memo: memoOf(op, asked, { data: op.data ?? null }) }
}

const failedStep = (op: Op, asked: Asked): Effect => ({
  memo: memoOf(op, asked, { error: op.error ?? { name: 'Error', message: 'step failed' } }),
})

const job = (op: Op, { run }: Asked, kind: 'plan', when = { inMs: 0 }): NewJob => ({
  key: `${run.id}:${op.id}:${kind}`,
  kind: 'call',
  step: op.id,
  when,
})

function sleep(op: Op, { run }: Asked): Effect {
  const when = readWhen(op.name ?? '')
  if (when === null) return { end: failure('UnreadableSleep', `a sleep of "${op.name}"`) }
  const key = `${run.id}:${op.id}:sleep`
  return { group: true, jobs: [{ key, kind: 'sleep', step: op.id, when }] }
}

function waitForEvent(op: Op, { run, trigger }: Asked): Effect {
  const expr = String(op.opts?.if ?? '')
  const complaint = complaintAbout(expr)
  const sides = complaint === null ? equalityOf(expr) : null
  if (sides === null) {
    const why = complaint ?? `waitForEvent without an equality between the two events (${expr})`
    return {
      end: failure('UnsupportedExpression', `${why} is not supported by the embedded engine`),
    }
  }
  const expires = readWhen(String(op.opts?.timeout ?? '')) ?? { inMs: LONGEST_MS }
  const value = textAt(trigger, sides.eventPath)
  const path = sides.asyncPath.join('.')
  return {
    group: true,
    jobs: [{ key: `${run.id}:${op.id}:timeout`, kind: 'timeout', step: op.id, when: expires }],
    // Nothing to compare with matches nothing: only the time-out is left.
    ...(value !== null && {
      wait: { step: op.id, event: op.name ?? '', expr, path, value, expires },
    }),
  }
}
