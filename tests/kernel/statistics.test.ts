// tests/kernel/statistics.test.ts
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, meanDifferenceOf, moreNeeded, wilson } from '@/lib/kernel/statistics'

// Published: Wilson's intervals of Newcombe (1998), Statistics in Medicine 17, 857–872, table I.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %d and %d', (hits, of, low, high) => {
  const found = wilson({ hits, of })
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

// Published: method 10 of Newcombe (1998), Statistics in Medicine 17, 873–890, table II.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
])('%i of %i against %i of %i differ by %d to %d', (a, m, b, n, low, high) => {
  const found = differenceOf({ hits: a, of: m }, { hits: b, of: n })
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

test('a difference of means is that of the plain formulas', () => {
  const amounts = fc.array(fc.nat({ max: 100_000 }), { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(amounts, amounts, (one, other) => {
      const sample = (of: readonly number[]) => ({
        of: of.length,
        sum: of.reduce((sum, each) => sum + each, 0),
        squares: of.reduce((sum, each) => sum + each * each, 0),
      })
      const mean = (of: readonly number[]) => sample(of).sum / of.length
      const variance = (of: readonly number[]) =>
        of.reduce((sum, each) => sum + (each - mean(of)) ** 2, 0) / (of.length - 1)
      const half = 1.959964 * Math.sqrt(variance(one) / one.length + variance(other) / other.length)
      const found = meanDifferenceOf(sample(one), sample(other))
      expect(found.value).toBeCloseTo(mean(one) - mean(other), 4)
      expect(found.high - found.value).toBeCloseTo(half, 1)
    }),
  )
})

/** Chance that repeats. */
function mulberry(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('as many more as are said to be needed do show the difference, four times in five', () => {
  const seen = { one: { hits: 60, of: 500 }, other: { hits: 8, of: 100 } }
  const more = moreNeeded(seen.one, seen.other) ?? 0
  expect(more).toBeGreaterThan(100)
  const growth = (600 + more) / 600
  const drawOf = (rate: number, of: number, random: () => number) =>
    Array.from({ length: of }).filter(() => random() < rate).length
  const random = mulberry(20_261_005)
  let shown = 0
  for (let run = 0; run < 1000; run++) {
    const [m, n] = [Math.round(500 * growth), Math.round(100 * growth)]
    const one = { hits: drawOf(0.12, m, random), of: m }
    const other = { hits: drawOf(0.08, n, random), of: n }
    if (differenceOf(one, other).low > 0) shown++
  }
  expect(shown / 1000).toBeGreaterThan(0.74)
  expect(shown / 1000).toBeLessThan(0.86)
})

test('equal rates are never told apart, however many there are', () => {
  expect(moreNeeded({ hits: 50, of: 500 }, { hits: 10, of: 100 })).toBeNull()
})
