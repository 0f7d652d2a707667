// lib/payments/breaker.ts
import type { BreakerState, breakers } from '@/db/schema/acquirers'
import type { Answer } from './outcome'

/** Whether an account's sales still start at one of its acquirers. */
export type Breaker = Pick<
  typeof breakers.$inferSelect,
  'state' | 'failures' | 'windowAt' | 'openedAt' | 'probeAt' | 'openings' | 'movedAt'
>

/** What was known of it when a sale set out. */
export type SeenBreaker = {
  readonly state: BreakerState
  /** From when on one sale may try an open one again; of a half open one, when that try is over. */
  readonly probeAt: Date | null
  readonly seenAt: Date
  /** Set on the one sale that tries it: the name of its try. */
  readonly probe: Date | null
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

export const BREAKER = {
  /** So many technical failures in a window open it, if most of the last sales there failed so. */
  failures: 5,
  windowMs: 2 * MINUTE_MS,
  /** How long it stays open; twice as long each time it opens again, up to the longest. */
  openMs: 30 * SECOND_MS,
  longestMs: 10 * MINUTE_MS,
  /** Longer than any sale may take: after it, whoever tried it is gone. */
  probeMs: 90 * SECOND_MS,
  /** Closed for so long, the next opening is a first one again. */
  quietMs: 30 * MINUTE_MS,
} as const

export const closedBreaker = (at: Date): Breaker => ({
  state: 'closed',
  failures: 0,
  windowAt: at,
  openedAt: null,
  probeAt: null,
  openings: 0,
  movedAt: at,
})

/** Its own fault, and no word about the card: nothing arrived, nothing came back, or it knows us not. */
export function isTechnical(answer: Answer<unknown>): boolean {
  if (answer.kind === 'not_sent' || answer.kind === 'unknown') return true
  return answer.kind === 'refused' && TECHNICAL.some((reason) => reason === answer.refusal.reason)
}
export const TECHNICAL = ['acquirer_misconfigured', 'acquirer_unavailable'] as const

export type Failure = {
  readonly at: Date
  /** What happened since belongs to another time: an old silence opens nothing that was closed. */
  readonly setOutAt: Date
  readonly probe: Date | null
}

export function afterFailure(breaker: Breaker, { at, setOutAt, probe }: Failure): Breaker {
  if (breaker.state === 'closed') {
    if (setOutAt < breaker.movedAt) return breaker
    const within = since(breaker.windowAt, at) <= BREAKER.windowMs
    const failures = within ? breaker.failures + 1 : 1
    const counted = { ...breaker, failures, windowAt: within ? breaker.windowAt : at }
    return failures < BREAKER.failures ? counted : opened(counted, at)
  }
  const wasTheProbe = probe !== null && breaker.probeAt?.getTime() === probe.getTime()
  return breaker.state === 'half_open' && wasTheProbe ? opened(breaker, at) : breaker
}

/** It answered, whatever it said of the card. */
export function afterAnswer(breaker: Breaker, at: Date): Breaker {
  if (breaker.state === 'closed') return breaker
  return { ...closedBreaker(at), openings: breaker.openings }
}

/** Whether one sale may try it now: its time has come, or whoever tried it never came back. */
export const mayProbe = ({ state, probeAt }: Pick<Breaker, 'state' | 'probeAt'>, at: Date) =>
  state !== 'closed' && probeAt !== null && probeAt <= at

function opened(breaker: Breaker, at: Date): Breaker {
  const rested = breaker.state === 'closed' && since(breaker.movedAt, at) > BREAKER.quietMs
  const openings = rested ? 1 : breaker.openings + 1
  const lengthMs = Math.min(BREAKER.openMs * 2 ** Math.min(openings - 1, 20), BREAKER.longestMs)
  const probeAt = new Date(at.getTime() + lengthMs)
  const openedAt = breaker.state === 'closed' ? at : (breaker.openedAt ?? at)
  return { ...breaker, state: 'open', openedAt, probeAt, openings, movedAt: at }
}

const since = (then: Date, at: Date) => at.getTime() - then.getTime()
