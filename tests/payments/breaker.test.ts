// tests/payments/breaker.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterAnswer,
  afterFailure,
  BREAKER,
  type Breaker,
  closedBreaker,
  isTechnical,
  mayProbe,
} from '@/lib/payments/breaker'

const T0 = Date.parse('2026-03-05T15:00:00Z')
const at = (ms: number) => new Date(T0 + ms)
const fresh = closedBreaker(new Date(0))

const failing = (breaker: Breaker, ms: number, probe: Date | null = null) =>
  afterFailure(breaker, { at: at(ms), setOutAt: at(ms), probe })

const failedTimes = (times: number, everyMs: number) =>
  Array.from({ length: times }).reduce<Breaker>(
    (breaker, _, i) => failing(breaker, i * everyMs),
    fresh,
  )

describe('a breaker', () => {
  test('stays closed below the limit and opens at it', () => {
    expect(failedTimes(BREAKER.failures - 1, 1_000).state).toBe('closed')
    const open = failedTimes(BREAKER.failures, 1_000)
    expect(open).toMatchObject({ state: 'open', openings: 1 })
    expect(open.probeAt).toEqual(at((BREAKER.failures - 1) * 1_000 + BREAKER.openMs))
  })

  test('forgets failures that lie far apart', () => {
    expect(failedTimes(50, BREAKER.windowMs / 2).state).toBe('closed')
  })

  test('does not open for a silence that set out before it was closed again', () => {
    const closed = afterAnswer(failedTimes(BREAKER.failures, 0), at(60_000))
    const late = { at: at(61_000), setOutAt: at(59_000), probe: null }
    expect(afterFailure(closed, late)).toBe(closed)
  })

  test('half open, listens to the one sale that tries it and to no other failure', () => {
    const probe = at(120_000)
    const half: Breaker = {
      ...failedTimes(BREAKER.failures, 0),
      state: 'half_open',
      probeAt: probe,
    }
    expect(failing(half, 40_000)).toBe(half)
    expect(failing(half, 40_000, at(119_999))).toBe(half)
    expect(failing(half, 40_000, probe)).toMatchObject({ state: 'open', openings: 2 })
  })

  test('that opens again and again stays open longer, up to a limit', () => {
    const lengths: number[] = []
    let breaker = failedTimes(BREAKER.failures, 0)
    for (let i = 0; i < 8; i++) {
      const opened = breaker.probeAt?.getTime() ?? 0
      lengths.push(opened - breaker.movedAt.getTime())
      breaker = failing({ ...breaker, state: 'half_open' }, opened - T0, breaker.probeAt)
    }
    expect(lengths.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
    expect(Math.max(...lengths)).toBe(BREAKER.longestMs)
  })

  test('that has been quiet for long begins with a short opening again', () => {
    const opened = failedTimes(BREAKER.failures, 0)
    const again = (afterMs: number) => {
      let breaker = afterAnswer(opened, at(60_000))
      for (let i = 0; i < BREAKER.failures; i++) breaker = failing(breaker, 60_000 + afterMs)
      return breaker.openings
    }
    expect(again(60_000)).toBe(2)
    expect(again(BREAKER.quietMs + 1)).toBe(1)
  })

  test('whose sale never came back may be tried by the next one', () => {
    const half: Breaker = { ...fresh, state: 'half_open', probeAt: at(90_000) }
    expect(mayProbe(half, at(89_999))).toBe(false)
    expect(mayProbe(half, at(90_000))).toBe(true)
    expect(mayProbe(fresh, at(90_000))).toBe(false)
  })

  test('counts what is the acquirer’s fault, and no word about a card', () => {
    const refused = (reason: 'insufficient_funds' | 'acquirer_misconfigured') =>
      isTechnical({ kind: 'refused', refusal: { code: '1', reason, message: '' } })
    expect(isTechnical({ kind: 'not_sent', cause: '' })).toBe(true)
    expect(isTechnical({ kind: 'unknown', cause: '' })).toBe(true)
    expect(refused('acquirer_misconfigured')).toBe(true)
    expect(refused('insufficient_funds')).toBe(false)
    expect(isTechnical({ kind: 'done', value: null })).toBe(false)
  })

  test('whatever happens in whatever order, an answer closes it and an open one has an end', () => {
    const step = fc.record({ afterMs: fc.integer({ min: 0, max: 400_000 }), fails: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [breaker, ms] = [fresh, 0]
        for (const { afterMs, fails } of steps) {
          ms += afterMs
          if (mayProbe(breaker, at(ms))) {
            breaker = { ...breaker, state: 'half_open', probeAt: at(ms + BREAKER.probeMs) }
          }
          breaker = fails ? failing(breaker, ms, breaker.probeAt) : afterAnswer(breaker, at(ms))
          if (!fails) expect(breaker.state).toBe('closed')
          if (breaker.state !== 'closed') {
            expect(breaker.probeAt).not.toBeNull()
            const openFor = (breaker.probeAt?.getTime() ?? 0) - breaker.movedAt.getTime()
            expect(openFor).toBeLessThanOrEqual(BREAKER.longestMs)
          }
        }
      }),
    )
  })
})
