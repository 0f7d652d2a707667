import { describe, expect, test } from 'vitest'
import { type Placed, type Scene, simulate } from '@/lib/notifications/simulate'
import { stepsOn } from './thread-of'

const BEGIN = new Date('2026-10-05T17:07:00Z') // 14:07 in São Paulo
const put = (
  event: Placed['event'],
  order: Placed['order'],
  at: number,
  more: Partial<Placed> = {},
): Placed => ({ event, order, at, late: 0, again: 0, lives: null, ...more })

function play(placed: readonly Placed[], more: Partial<Scene> = {}) {
  const names = [...new Set(placed.map(({ event }) => event))]
  const steps = names.flatMap((event) => stepsOn(event).map((step) => ({ ...step, event })))
  const scene = {
    begin: BEGIN,
    placed,
    steps,
    upsellsOn: false,
    sender: null,
    phone: '+5511987654321',
  }
  const { arrivals, outcomes } = simulate({ ...scene, ...more })
  const minute = (at: Date) => Math.round((at.getTime() - BEGIN.getTime()) / 60_000)
  return {
    arrivals,
    said: outcomes
      .filter(({ reason }) => reason !== 'notification_off')
      .map(({ rule, step, state, reason, by, at }) =>
        [`${rule}.${step}`, state, reason, by ?? '-', minute(at)].join(' '),
      ),
    outcomes,
  }
}

describe('a story on the timeline', () => {
  test('the worked example: abandoned, refused, pix, paid', () => {
    const { said } = play([
      put('cart_abandoned', 'C', 0),
      put('payment_refused', '1', 8),
      put('pix_generated', '2', 13),
      put('payment_approved', '2', 24),
    ])
    expect(said).toEqual([
      'cart_abandoned.1 canceled negative_event payment_refused 8',
      'payment_refused.1 superseded superseded pix_generated 13',
      'pix_generated.1 sent sent_ok - 14',
      'pix_generated.2 superseded superseded payment_approved 24',
      'payment_approved.1 sent sent_ok - 24',
    ])
  })

  test('what is told late says nothing, and what is told twice changes nothing', () => {
    const { said, arrivals } = play([
      put('payment_approved', '1', 10),
      put('pix_generated', '1', 0, { late: 20, again: 1 }),
    ])
    expect(said).toEqual([
      'payment_approved.1 sent sent_ok - 10',
      'pix_generated.1 suppressed late_lower_event payment_approved 20',
      'pix_generated.2 suppressed late_lower_event payment_approved 20',
    ])
    expect(arrivals.map(({ duplicate }) => duplicate)).toEqual([false, false, true])
  })

  test('an additional offer is a thread of its own, told as its store wants it', () => {
    const story = [put('payment_approved', '1', 0), put('payment_approved', 'U', 2)]
    expect(play(story).said).toContain('payment_approved.1 suppressed upsell_muted - 2')
    expect(play(story, { upsellsOn: true }).said).toContain('payment_approved.1 sent sent_ok - 2')
  })

  test('a sender keeps its quiet hours and its interval; what goes in front does not wait for the night', () => {
    const sender = { quietFrom: '22:00', quietTo: '08:00', quietDays: {}, intervalMs: 5 * 60_000 }
    const night = new Date('2026-10-06T01:30:00Z') // 22:30 in São Paulo
    const { outcomes } = play([put('payment_approved', '1', 0), put('refunded', '2', 0)], {
      sender,
      begin: night,
    })
    const of = (rule: string) => outcomes.find((each) => each.rule === rule)
    expect(of('payment_approved')).toMatchObject({ state: 'sent', heldBy: null, at: night })
    expect(of('refunded')).toMatchObject({
      state: 'sent',
      heldBy: 'quiet_hours',
      at: new Date('2026-10-06T11:00:00Z'),
    })
  })

  test('every message of every story ends with a reason', () => {
    const all = ['cart_abandoned', 'boleto_generated', 'posted', 'delivered', 'returned'] as const
    const { outcomes } = play(all.map((event, i) => put(event, i === 0 ? 'C' : '1', i * 300)))
    expect(outcomes.length).toBeGreaterThan(5)
    for (const { reason, at } of outcomes) expect([reason, at]).not.toContain(undefined)
  })
})
