// tests/kernel/period.test.ts
import { expect, test } from 'vitest'
import type { LocalDate } from '@/lib/kernel/calendar'
import { daysIn, instantsOf, periodBefore, periodNamed } from '@/lib/kernel/period'

/** The first of March in Brazil, and already the second in London. */
const now = new Date('2026-03-02T01:30:00Z')

test.each([
  ['today', '2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['yesterday', '2026-02-28', '2026-02-28', '2026-02-27', '2026-02-27'],
  ['days7', '2026-02-23', '2026-03-01', '2026-02-16', '2026-02-22'],
  ['days30', '2026-01-31', '2026-03-01', '2026-01-01', '2026-01-30'],
  ['month', '2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['lastMonth', '2026-02-01', '2026-02-28', '2026-01-04', '2026-01-31'],
] as const)('%s is from %s to %s, and is compared with %s to %s', (name, from, to, was, until) => {
  const period = periodNamed(name, now)
  expect(period).toEqual({ from, to })
  expect(periodBefore(period)).toEqual({ from: was, to: until })
})

test('a day begins and ends at midnight of São Paulo', () => {
  const day = { from: '2026-03-01' as LocalDate, to: '2026-03-01' as LocalDate }
  expect(daysIn(day)).toBe(1)
  expect(instantsOf(day).map((each) => each.toISOString())).toEqual([
    '2026-03-01T03:00:00.000Z',
    '2026-03-02T03:00:00.000Z',
  ])
})
