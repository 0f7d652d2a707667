// tests/accounts/swap-decision.property.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Side, SWAP, swapReason } from '@/lib/accounts/swap-decision'

const at = new Date('2026-03-05T15:00:00Z')
const ago = (ms: number) => new Date(at.getTime() - ms)
const side = (approved: number, tried: number, openMs: number | null = null): Side => ({
  approved,
  tried,
  openSince: openMs === null ? null : ago(openMs),
})
const judged = (main: Side, backup: Side, swappedAt: Date | null = null) =>
  swapReason({ main, backup, swappedAt, at })

describe('the two acquirers change places', () => {
  test('when the backup approves clearly more', () => {
    expect(judged(side(60, 100), side(90, 100))).toBe('approval')
  })

  test('not for a difference that chance explains, or a small one', () => {
    expect(judged(side(24, 30), side(28, 30))).toBeNull()
    expect(judged(side(8_000, 10_000), side(8_900, 10_000))).toBeNull()
  })

  test('not on the word of a few cards', () => {
    expect(judged(side(10, 100), side(SWAP.triesMin - 1, SWAP.triesMin - 1))).toBeNull()
  })

  test('when the default has been down for long, and not for a stumble', () => {
    expect(judged(side(0, 5, SWAP.openMs), side(3, 4))).toBe('breaker')
    expect(judged(side(0, 5, SWAP.openMs - 1), side(3, 4))).toBeNull()
  })

  test('never to one that is down itself', () => {
    expect(judged(side(0, 100, SWAP.openMs * 9), side(100, 100, 1))).toBeNull()
  })

  test('not soon after the last time, sooner when the default is down', () => {
    const well = [side(10, 100), side(90, 100)] as const
    expect(judged(...well, ago(SWAP.restMs - 1))).toBeNull()
    expect(judged(...well, ago(SWAP.restMs))).toBe('approval')
    const down = side(0, 9, SWAP.openMs)
    expect(judged(down, side(1, 1), ago(SWAP.restWhenOpenMs - 1))).toBeNull()
    expect(judged(down, side(1, 1), ago(SWAP.restWhenOpenMs))).toBe('breaker')
  })
})

/** Cards that are approved as often at both; the same seed deals the same cards. */
const dealt = (random: () => number, tried: number, rate: number) =>
  Array.from({ length: tried }, random).filter((each) => each < rate).length

function mulberry(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const QUARTER_MS = 5 * 60_000
const DAY_QUARTERS = (24 * 60 * 60_000) / QUARTER_MS

/** A day of looks, each at cards of its own. */
function swapsInADay(seed: number, rates: readonly [number, number], tries: number): number {
  const random = mulberry(seed)
  let [main, backup] = rates
  let swappedAt: Date | null = null
  let swaps = 0
  for (let i = 0; i < DAY_QUARTERS; i++) {
    const now = new Date(at.getTime() + i * QUARTER_MS)
    const reason = swapReason({
      main: { tried: tries, approved: dealt(random, tries, main), openSince: null },
      backup: { tried: tries, approved: dealt(random, tries, backup), openSince: null },
      swappedAt,
      at: now,
    })
    if (reason === null) continue
    ;[main, backup] = [backup, main]
    swappedAt = now
    swaps++
  }
  return swaps
}

describe('over a day of looks every five minutes', () => {
  const seeds = fc.integer()
  const tries = fc.integer({ min: SWAP.triesMin, max: 400 })

  test('acquirers that do equally well, but for chance, never flap', () => {
    const rate = fc.double({ min: 0.3, max: 0.97, noNaN: true })
    fc.assert(
      fc.property(seeds, rate, tries, (seed, each, count) => {
        expect(swapsInADay(seed, [each, each], count)).toBeLessThanOrEqual(2)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  test('one that is clearly better takes the first place and keeps it', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(swapsInADay(seed, [0.55, 0.9], 200)).toBe(1)
      }),
      { seed: 7, numRuns: 100 },
    )
  })

  test('whatever the figures, two swaps are never closer than the rest between them', () => {
    const any = fc.record({
      main: fc.tuple(fc.nat(500), fc.nat(500)),
      backup: fc.tuple(fc.nat(500), fc.nat(500)),
      sinceMs: fc.nat(SWAP.restMs),
      openMs: fc.option(fc.nat(SWAP.restMs)),
    })
    fc.assert(
      fc.property(any, ({ main, backup, sinceMs, openMs }) => {
        const of = ([approved, refused]: [number, number]) =>
          [approved, approved + refused] as const
        const reason = judged(side(...of(main), openMs), side(...of(backup)), ago(sinceMs))
        if (reason === 'approval') expect(sinceMs).toBeGreaterThanOrEqual(SWAP.restMs)
        if (reason === 'breaker') expect(sinceMs).toBeGreaterThanOrEqual(SWAP.restWhenOpenMs)
      }),
    )
  })
})
