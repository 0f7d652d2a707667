// tests/notifications/pace.test.ts
import { describe, expect, test } from 'vitest'
import {
  capOf,
  countedOn,
  lastDaysOf,
  nextDayOf,
  sentTodayOf,
  warmUpDayOf,
} from '@/lib/notifications/pace'
import { quietUntil } from '@/lib/notifications/quiet-hours'

const at = (text: string) => new Date(text)
/** Connected on a Monday at nine in the morning of São Paulo. */
const BEGAN = at('2026-10-05T12:00:00Z')
const number = {
  ...{ dailyCap: 250, warmUp: true, warmUpPlan: null, warmUpFrom: BEGAN, createdAt: BEGAN },
  ...{ capResetHour: '00:00', sentOn: null, sentToday: 0, sentDays: {} },
}

describe('the first days of a number', () => {
  test('let through a little more each day, from the day it was first connected', () => {
    const caps = [0, 1, 2, 3, 4, 5].map((day) =>
      capOf(number, new Date(BEGAN.getTime() + day * 86_400_000)),
    )
    expect(caps).toEqual([50, 80, 120, 180, 250, 250])
  })

  test('follow a plan of its own, and never exceed the day’s limit', () => {
    const own = { ...number, dailyCap: 40, warmUpPlan: [10, 60] }
    expect(capOf(own, BEGAN)).toBe(10)
    expect(capOf(own, at('2026-10-06T12:00:00Z'))).toBe(40)
  })

  test('end where the day does: an hour before it begins again it is still the same one', () => {
    const late = { ...number, capResetHour: '21:00' }
    expect(warmUpDayOf(late, at('2026-10-05T23:59:00Z'))).toBe(0)
    expect(warmUpDayOf(late, at('2026-10-06T00:00:00Z'))).toBe(1) // 21:00 in São Paulo.
  })
})

describe('the day of the cap', () => {
  test('begins at its hour of São Paulo, and the count with it', () => {
    const late = { ...number, capResetHour: '21:00', sentOn: '2026-10-04', sentToday: 7 }
    expect(sentTodayOf(late, at('2026-10-05T23:00:00Z'))).toBe(7)
    expect(nextDayOf(late, at('2026-10-05T23:00:00Z'))).toEqual(at('2026-10-06T00:00:00Z'))
    expect(sentTodayOf(late, at('2026-10-06T00:00:00Z'))).toBe(0)
  })

  test('is kept when it is over, two weeks of them', () => {
    let one: Parameters<typeof countedOn>[0] = number
    for (let day = 0; day < 20; day++) {
      const now = new Date(BEGAN.getTime() + day * 86_400_000)
      one = { ...one, ...countedOn(one, day + 1, now) }
    }
    expect(Object.keys(one.sentDays)).toHaveLength(14)
    const now = new Date(BEGAN.getTime() + 20 * 86_400_000)
    expect(lastDaysOf(one, now, 4).map(({ sent }) => sent)).toEqual([18, 19, 20, 0])
  })
})

describe('silence that differs by weekday', () => {
  const quiet = { quietFrom: '22:00', quietTo: '08:00' }
  const PHONE = '+5511987654321'
  const until = (quietDays: Parameters<typeof quietUntil>[0]['quietDays'], now: string) =>
    quietUntil({ ...quiet, quietDays }, PHONE, at(now))?.toISOString() ?? null

  test('a silent Sunday joins the nights around it', () => {
    // Saturday 23:00 in São Paulo: the night, all of Sunday, and the night after it.
    expect(until({ '0': 'all' }, '2026-10-11T02:00:00Z')).toBe('2026-10-12T11:00:00.000Z')
    expect(until({ '0': 'all' }, '2026-10-11T18:00:00Z')).toBe('2026-10-12T11:00:00.000Z')
  })

  test('a night without silence rings until the next one', () => {
    // Monday 23:00 in São Paulo, and Tuesday at six.
    expect(until({ '1': null }, '2026-10-06T02:00:00Z')).toBeNull()
    expect(until({ '1': null }, '2026-10-06T09:00:00Z')).toBeNull()
    expect(until({}, '2026-10-06T09:00:00Z')).toBe('2026-10-06T11:00:00.000Z')
  })

  test('hours of its own hold for the evening on which they begin', () => {
    const friday = { '5': { from: '18:00', to: '10:00' } }
    expect(until(friday, '2026-10-09T22:00:00Z')).toBe('2026-10-10T13:00:00.000Z')
    expect(until(friday, '2026-10-08T22:00:00Z')).toBeNull()
  })

  test('seven silent days are a week, and no endless loop', () => {
    const always = Object.fromEntries(['0', '1', '2', '3', '4', '5', '6'].map((d) => [d, 'all']))
    const end = until(always as Parameters<typeof until>[0], '2026-10-07T15:00:00Z')
    expect(Date.parse(end ?? '')).toBeGreaterThan(Date.parse('2026-10-13T00:00:00Z'))
  })
})
