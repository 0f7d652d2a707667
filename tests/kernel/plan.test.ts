// tests/kernel/plan.test.ts
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '@/lib/kernel/calendar'
import { chargeAfter, chargesFrom, firstChargeOn, type PlanTerms } from '@/lib/kernel/plan'

const day = (text: string) => text as LocalDate
const PLAN: PlanTerms = { every: 'monthly', charges: null, trialDays: 0, startsOn: null }

describe('a month that lacks the chosen day uses its last, and the day comes back', () => {
  test.each([
    [
      'monthly',
      '2026-01-31',
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ],
    ['monthly', '2028-01-30', ['2028-01-30', '2028-02-29', '2028-03-30']],
    ['monthly', '2026-12-31', ['2026-12-31', '2027-01-31', '2027-02-28']],
    [
      'bimonthly',
      '2026-12-31',
      ['2026-12-31', '2027-02-28', '2027-04-30', '2027-06-30', '2027-08-31'],
    ],
    ['quarterly', '2026-11-30', ['2026-11-30', '2027-02-28', '2027-05-30']],
    ['semiannual', '2026-08-31', ['2026-08-31', '2027-02-28', '2027-08-31']],
    [
      'yearly',
      '2028-02-29',
      ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
    ],
    ['weekly', '2026-12-28', ['2026-12-28', '2027-01-04', '2027-01-11']],
  ] as const)('%s from %s', (every, today, expected) => {
    expect(chargesFrom({ ...PLAN, every }, day(today), expected.length)).toEqual(expected)
  })
})

test('a trial moves the first charge, and a start in the future moves it further', () => {
  const today = day('2026-11-22')
  expect(firstChargeOn(PLAN, today)).toBe('2026-11-22')
  expect(firstChargeOn({ ...PLAN, trialDays: 7 }, today)).toBe('2026-11-29')
  expect(firstChargeOn({ ...PLAN, startsOn: '2027-01-10' }, today)).toBe('2027-01-10')
  expect(firstChargeOn({ ...PLAN, trialDays: 60, startsOn: '2027-01-10' }, today)).toBe(
    '2027-01-21',
  )
  expect(firstChargeOn({ ...PLAN, startsOn: '2026-01-10' }, today)).toBe('2026-11-22')
})

test('no more charges are listed than were agreed', () => {
  expect(chargesFrom({ ...PLAN, charges: 2 }, day('2026-11-22'), 12)).toHaveLength(2)
})

test('thirty-six months keep the day that was chosen, whatever lies between', () => {
  let at = day('2026-01-31')
  for (let month = 0; month < 36; month++) at = chargeAfter(at, 'monthly', 31)
  expect(at).toBe('2029-01-31')
})
