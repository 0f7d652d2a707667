// lib/kernel/statistics.ts

/** So many of so many did it. */
export type Share = { readonly hits: number; readonly of: number }
export type Interval = { readonly low: number; readonly high: number }

/** 97.5 % and 80 % of a normal distribution lie below these: 95 % intervals, and 80 % power. */
const Z = 1.959963984540054
const Z_POWER = 0.8416212335729143

export const rateOf = ({ hits, of }: Share) => (of === 0 ? 0 : hits / of)

/** Wilson's score interval: right for few and for rare, and never outside 0 and 1. */
export function wilson({ hits, of }: Share): Interval {
  if (of === 0) return { low: 0, high: 1 }
  const rate = hits / of
  const z2 = Z * Z
  const middle = (rate + z2 / (2 * of)) / (1 + z2 / of)
  const half = (Z / (1 + z2 / of)) * Math.sqrt((rate * (1 - rate)) / of + z2 / (4 * of * of))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** How much more often the first did it: Newcombe's hybrid of two score intervals (his method 10). */
export function differenceOf(one: Share, other: Share): Interval & { readonly value: number } {
  const [p, q] = [rateOf(one), rateOf(other)]
  const [a, b] = [wilson(one), wilson(other)]
  const value = p - q
  return {
    value,
    low: value - Math.hypot(p - a.low, b.high - q),
    high: value + Math.hypot(a.high - p, q - b.low),
  }
}

/** A sum over so many, with the sum of its squares: all that a mean and its error need. */
export type Sample = { readonly of: number; readonly sum: number; readonly squares: number }

export const meanOf = ({ of, sum }: Sample) => (of === 0 ? 0 : sum / of)

function varianceOfMean({ of, sum, squares }: Sample): number {
  if (of < 2) return Number.POSITIVE_INFINITY
  return Math.max(0, (squares - (sum * sum) / of) / (of - 1)) / of
}

/** How much more each of the first is worth on average, by Welch's error for large groups. */
export function meanDifferenceOf(one: Sample, other: Sample) {
  const value = meanOf(one) - meanOf(other)
  const half = Z * Math.sqrt(varianceOfMean(one) + varianceOfMean(other))
  return { value, low: value - half, high: value + half }
}

/** Fewer than this in a group, and a rate says nothing. */
export const ENOUGH = 30

/**
 * How many more are needed in all, at today's rates and sizes of the groups, so that a difference
 * like the one seen would show in four of five tests. Null when it is too small to be ever shown.
 */
export function moreNeeded(one: Share, other: Share): number | null {
  const missing = Math.max(0, ENOUGH - one.of) + Math.max(0, ENOUGH - other.of)
  const [p, q] = [rateOf(one), rateOf(other)]
  const difference = Math.abs(p - q)
  if (one.of === 0 || other.of === 0) return 2 * ENOUGH - one.of - other.of
  if (difference === 0) return missing > 0 ? missing : null
  const ratio = other.of / one.of
  const spread = p * (1 - p) + (q * (1 - q)) / ratio
  const plain = ((Z + Z_POWER) ** 2 * spread) / difference ** 2
  // Fleiss' correction: score intervals ask for a little more than the plain formula.
  const needed =
    (plain / 4) * (1 + Math.sqrt(1 + (2 * (1 + ratio)) / (plain * ratio * difference))) ** 2
  const more = Math.ceil(needed * (1 + ratio)) - one.of - other.of
  return more > NEVER ? null : Math.max(missing, more, 1)
}

const NEVER = 1_000_000
