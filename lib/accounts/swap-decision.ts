// lib/accounts/swap-decision.ts

const MINUTE_MS = 60_000

export const SWAP = {
  /** Both are judged by the cards of this time. */
  windowMs: 60 * MINUTE_MS,
  /** Fewer say nothing. */
  triesMin: 30,
  /** How much better the backup has to be, in hundredths: ten of a hundred cards. */
  margin: 10,
  /** So far the difference has to be beyond chance, in standard errors. */
  errors: 3,
  /** Longer than a stumble: the breaker of the default opened so long ago, and never closed. */
  openMs: 15 * MINUTE_MS,
  /** However they do, they stay as they are for so long. */
  restMs: 4 * 60 * MINUTE_MS,
  /** The default is down: waiting helps nobody. */
  restWhenOpenMs: 30 * MINUTE_MS,
} as const

export type Side = {
  readonly tried: number
  readonly approved: number
  /** Since when its breaker has not been closed; null when it is. */
  readonly openSince: Date | null
}

export type SwapReason = 'approval' | 'breaker'

type Situation = {
  readonly main: Side
  readonly backup: Side
  readonly swappedAt: Date | null
  readonly at: Date
}

/**
 * Whether default and backup change places. It asks for a difference that is large, that chance does
 * not explain, and that comes long enough after the last swap; the way back asks for the same.
 */
export function swapReason({ main, backup, swappedAt, at }: Situation): SwapReason | null {
  if (backup.openSince !== null) return null
  const restedMs =
    swappedAt === null ? Number.POSITIVE_INFINITY : at.getTime() - swappedAt.getTime()
  const isDown = main.openSince !== null && at.getTime() - main.openSince.getTime() >= SWAP.openMs
  if (isDown) return restedMs >= SWAP.restWhenOpenMs ? 'breaker' : null
  return restedMs >= SWAP.restMs && isBetter(backup, main) ? 'approval' : null
}

function isBetter(one: Side, other: Side): boolean {
  if (one.tried < SWAP.triesMin || other.tried < SWAP.triesMin) return false
  const lead = rateOf(one) - rateOf(other)
  if (lead * 100 < SWAP.margin) return false
  const pooled = (one.approved + other.approved) / (one.tried + other.tried)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.tried + 1 / other.tried))
  return lead > SWAP.errors * error
}

export const rateOf = ({ approved, tried }: Side) => (tried === 0 ? 0 : approved / tried)
