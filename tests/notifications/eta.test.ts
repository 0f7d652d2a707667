// tests/notifications/eta.test.ts
import { describe, expect, test } from 'vitest'
import { etasOf, type Queued, soonestOf } from '@/lib/notifications/eta'
import type { Instance } from '@/lib/notifications/pace'
import { quietUntil } from '@/lib/notifications/quiet-hours'

const NOW = new Date('2026-10-05T17:00:00Z') // 14:00 in São Paulo.
const seconds = (n: number) => new Date(NOW.getTime() + n * 1_000)

const instance = (given: Partial<Instance> = {}) =>
  ({
    state: 'connected',
    pausedAt: null,
    heldUntil: null,
    slowUntil: null,
    nextAt: null,
    intervalMs: 30_000,
    jitterPercent: 25,
    dailyCap: null,
    warmUp: false,
    quietFrom: '22:00',
    quietTo: '08:00',
    quietDays: {},
    capResetHour: '00:00',
    warmUpPlan: null,
    warmUpFrom: null,
    reviewSince: null,
    strangersDaily: null,
    sentOn: null,
    sentToday: 0,
    createdAt: NOW,
    ...given,
  }) as Instance

const queued = (n: number, given: Partial<Queued> = {}): Queued => ({
  id: `msg_${String(n).padStart(3, '0')}`,
  to: `+551198765${1_000 + n}`,
  lane: 'normal',
  urgent: false,
  sendAfter: NOW,
  heldUntil: null,
  validUntil: seconds(1_000_000),
  attempts: 0,
  ...given,
})
const atOf = (of: Instance, waiting: readonly Queued[]) =>
  Object.fromEntries([...etasOf(of, waiting, NOW)].map(([id, { at }]) => [id, at]))

describe('when a waiting message will leave', () => {
  test('with nothing in the way it is the interval times those ahead', () => {
    const waiting = [0, 1, 2, 3].map((n) => queued(n))
    expect(Object.values(atOf(instance(), waiting))).toEqual([0, 30, 60, 90].map(seconds))
  })

  test('what the buyer waits for goes before what came first', () => {
    const waiting = [queued(0), queued(1, { lane: 'now' })]
    expect(atOf(instance(), waiting)).toEqual({ msg_001: NOW, msg_000: seconds(30) })
  })

  test('the day’s cap sends the rest behind midnight in São Paulo', () => {
    const etas = etasOf(
      instance({ dailyCap: 1 }),
      [queued(0), queued(1)].map((one) => ({ ...one, lane: 'now' as const })),
      NOW,
    )
    expect(etas.get('msg_001')).toMatchObject({
      at: new Date('2026-10-06T03:00:00Z'),
      cause: 'daily_cap',
    })
  })

  test('a reminder due at night waits for the morning of its recipient', () => {
    const night = { sendAfter: new Date('2026-10-06T02:00:00Z') }
    const etas = etasOf(instance(), [queued(0, { ...night, to: '+5568987654321' })], NOW)
    expect(etas.get('msg_000')?.at).toEqual(new Date('2026-10-06T02:00:00Z')) // 21:00 in Acre.
    const paulista = etasOf(instance(), [queued(0, night)], NOW)
    expect(paulista.get('msg_000')).toMatchObject({
      at: new Date('2026-10-06T11:00:00Z'),
      cause: 'quiet_hours',
    })
  })

  test('what already waits for the morning says so, with all who leave at its first minute', () => {
    const night = new Date('2026-10-06T02:00:00Z')
    const morning = new Date('2026-10-06T11:00:00Z')
    const held = { sendAfter: seconds(0), heldUntil: morning }
    const sender = instance({ intervalMs: 0 })
    const etas = etasOf(sender, [queued(0, held), queued(1, held)], night)
    for (const eta of etas.values()) {
      expect(eta).toMatchObject({ at: morning, cause: 'quiet_hours' })
    }
    expect(soonestOf(sender, queued(0, held), night)).toMatchObject({ cause: 'quiet_hours' })
  })

  test.each([
    ['person_cap', { heldUntil: new Date('2026-10-06T03:00:00Z') }],
    ['retry', { heldUntil: seconds(90), attempts: 1 }],
    ['interval', { heldUntil: seconds(4) }],
    ['due', { sendAfter: seconds(60) }],
  ] as const)('a list says %s without walking the queue', (cause, given) => {
    const sender = instance({ quietFrom: null, quietTo: null })
    expect(soonestOf(sender, queued(0, given), NOW)).toMatchObject({ cause })
  })

  test('what expires before its turn takes no turn', () => {
    const waiting = [queued(0), queued(1, { validUntil: seconds(5) }), queued(2)]
    expect(atOf(instance(), waiting).msg_002).toEqual(seconds(30))
  })

  test.each([
    ['paused', { pausedAt: NOW }],
    ['off', { state: 'disconnected' as const }],
  ])('nobody knows while it is %s', (cause, given) => {
    expect(etasOf(instance(given), [queued(0)], NOW).get('msg_000')).toMatchObject({
      at: null,
      cause,
    })
  })
})

test.each([
  ['+5511987654321', '2026-10-06T01:30:00Z', '2026-10-06T11:00:00.000Z'],
  ['+5592987654321', '2026-10-06T01:30:00Z', null],
  ['+5592987654321', '2026-10-06T02:30:00Z', '2026-10-06T12:00:00.000Z'],
  ['+5568987654321', '2026-10-06T12:59:00Z', '2026-10-06T13:00:00.000Z'],
  [null, '2026-10-06T10:59:00Z', '2026-10-06T11:00:00.000Z'],
  ['+14155550123', '2026-10-05T17:00:00Z', null],
])('%s at %s may be written to from %s', (phone, now, until) => {
  const quiet = { quietFrom: '22:00', quietTo: '08:00', quietDays: {} }
  expect(quietUntil(quiet, phone, new Date(now))?.toISOString() ?? null).toBe(until)
})
