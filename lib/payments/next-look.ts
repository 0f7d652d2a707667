// lib/payments/next-look.ts
import type { Attempt } from './open-operation'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export const FIRST_LOOK_MS = 30 * SECOND_MS

/** A buyer who looks at the page has it asked at most this often. */
export const LOOK_PAUSE_MS = 3 * SECOND_MS

type Plan = {
  /** Between two looks while it can be paid: a quarter of its age, within these. */
  readonly leastMs: number
  readonly mostMs: number
  /** After its last moment: what was paid just before it may be told this much later. */
  readonly graceMs: number
  /** Looks after it was given up, counted from its last moment. */
  readonly afterwardsMs: readonly number[]
}

/** A notice may never come, so the acquirer is asked: often at first, then ever more seldom. */
const PLANS = {
  pix: {
    leastMs: 20 * SECOND_MS,
    mostMs: 10 * MINUTE_MS,
    graceMs: 2 * MINUTE_MS,
    afterwardsMs: [10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS],
  },
  boleto: {
    leastMs: 6 * HOUR_MS,
    mostMs: 12 * HOUR_MS,
    // Paid on a Friday, it is told on Monday.
    graceMs: 3 * DAY_MS,
    afterwardsMs: [4 * DAY_MS, 5 * DAY_MS, 7 * DAY_MS],
  },
} as const satisfies Record<string, Plan>

type Looked = Pick<Attempt, 'method' | 'createdAt' | 'expiresAt'>

const planOf = ({ method }: Looked): Plan => (method === 'boleto' ? PLANS.boleto : PLANS.pix)

const lastMomentOf = ({ expiresAt, createdAt }: Looked) => (expiresAt ?? createdAt).getTime()

/** When it is given up, if nobody paid it by then. */
export const givenUpAt = (attempt: Looked) =>
  new Date(lastMomentOf(attempt) + planOf(attempt).graceMs)

/** Whether it is given up, although the acquirer does not say so yet. */
export const isOver = (attempt: Looked, now: Date) => now >= givenUpAt(attempt)

/** While it waits for its payment. */
export function nextLook(attempt: Looked, now: Date): Date {
  const { leastMs, mostMs, graceMs } = planOf(attempt)
  const at = now.getTime()
  const age = at - attempt.createdAt.getTime()
  const pause = Math.min(Math.max(age / 4, leastMs), mostMs)
  const last = lastMomentOf(attempt)
  // Its own last moments are looked at in time, however long the pause would be.
  const marks = [last + SECOND_MS, last + graceMs].filter((mark) => mark > at)
  return new Date(Math.min(at + pause, ...marks))
}

/** Once it is given up; null when nothing more is expected. */
export function nextLookBack(attempt: Looked, now: Date): Date | null {
  const last = lastMomentOf(attempt)
  const next = planOf(attempt).afterwardsMs.find((afterMs) => last + afterMs > now.getTime())
  return next === undefined ? null : new Date(last + next)
}
