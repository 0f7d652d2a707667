// tests/checkout/window-clock.test.ts
import { expect, test } from 'vitest'
import { changesIn, offerStateAt } from '@/components/checkout/window-clock'

const startsAt = '2026-11-30T12:00:00.000Z'
const endsAt = '2026-12-06T02:59:59.000Z'
const at = (instant: string) => Date.parse(instant)
const sale = { startsAt, endsAt, isSoldOut: false }

test.each([
  ['2026-11-30T11:59:59.999Z', 'before'],
  ['2026-11-30T12:00:00.000Z', 'open'],
  ['2026-12-06T02:59:58.999Z', 'open'],
  ['2026-12-06T02:59:59.000Z', 'over'],
])('at %s the page is %s: to the instant, as the server sells', (instant, state) => {
  expect(offerStateAt(sale, at(instant))).toBe(state)
})

test('sold out is said while it is on sale, and not before it opens nor after it ended', () => {
  const out = { ...sale, isSoldOut: true }
  expect(offerStateAt(out, at(startsAt) - 1)).toBe('before')
  expect(offerStateAt(out, at(startsAt))).toBe('sold_out')
  expect(offerStateAt(out, at(endsAt))).toBe('over')
})

test('an offer without dates is open and never changes by the clock', () => {
  const always = { startsAt: null, endsAt: null, isSoldOut: false }
  expect(offerStateAt(always, 0)).toBe('open')
  expect(changesIn(always, 0)).toBe(null)
})

test('the page looks again when it opens, then when it ends, then never', () => {
  expect(changesIn(sale, at(startsAt) - 1_000)).toBe(1_000)
  expect(changesIn(sale, at(startsAt))).toBe(at(endsAt) - at(startsAt))
  expect(changesIn(sale, at(endsAt))).toBe(null)
  // A browser's timer overflows beyond 24 days and would fire at once.
  expect(changesIn(sale, at('2026-01-01T00:00:00Z'))).toBeLessThan(2 ** 31)
})
