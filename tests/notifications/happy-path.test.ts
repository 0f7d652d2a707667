// tests/notifications/happy-path.test.ts
import { describe, expect, test } from 'vitest'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'
import { event, stepsOn, thread } from './thread-of'

const LADDER = Object.entries(RANKS).flatMap(([name, rank]) =>
  rank === null ? [] : [{ name: name as PurchaseEvent, rank }],
)
const hearAll = (...events: Parameters<ReturnType<typeof thread>['hear']>[0][]) => {
  const one = thread()
  for (const news of events) one.hear(news)
  return one
}

describe('the ladder', () => {
  test('the priorities are those of the table', () => {
    expect(LADDER.map(({ name, rank }) => `${rank} ${name}`)).toEqual([
      '5 lead_captured',
      '10 cart_abandoned',
      '20 pix_generated',
      '20 boleto_generated',
      '20 payment_pending',
      '30 payment_in_analysis',
      '40 payment_approved',
      '40 subscription_activated',
      '50 invoiced',
      '60 in_separation',
      '70 collected',
      '80 posted',
      '90 in_transit',
      '100 out_for_delivery',
      '100 awaiting_pickup',
      '110 delivered',
    ])
  })

  const asking = LADDER.filter(
    ({ rank, name }) => rank < 40 && stepsOn(name).some((s) => s.enabled),
  )
  test.each(
    asking.flatMap((lower) =>
      LADDER.filter(({ rank }) => rank > lower.rank).map((higher) => ({ lower, higher })),
    ),
  )('$lower.name yields to $higher.name, announced or not', ({ lower, higher }) => {
    const silent = { ...event(higher.name, { after: 2 }), spoken: false }
    expect(hearAll(event(lower.name), silent).reasonOf(lower.name)).toBe('superseded superseded')
    expect(hearAll(silent, event(lower.name)).reasonOf(lower.name)).toMatch(
      /^suppressed (late_lower_event|cart_already_ordered)$/,
    )
  })

  test('an approval is not lost to a step that this store does not announce', () => {
    const mute = hearAll(event('payment_approved'), event('invoiced', { after: 1 }))
    expect(mute.reasonOf('payment_approved')).toBe('scheduled')
    const heard = { ...event('invoiced', { after: 1 }), spoken: true }
    expect(hearAll(event('payment_approved'), heard).reasonOf('payment_approved')).toBe(
      'superseded superseded',
    )
  })

  test('an approval and an activation are one piece of news: the first one is told', () => {
    const one = hearAll(event('payment_approved'), event('subscription_activated', { after: 1 }))
    expect(one.reasonOf('subscription_activated')).toBe('suppressed same_group')
  })
})

/** What each negative cancels, as the table says: of its own order, by priority. */
const CANCELS: readonly (readonly [
  negative: PurchaseEvent,
  of: PurchaseEvent[],
  not: PurchaseEvent[],
])[] = [
  [
    'payment_refused',
    ['cart_abandoned', 'pix_generated', 'boleto_generated'],
    ['payment_approved'],
  ],
  ['pix_expired', ['pix_generated'], ['payment_approved', 'posted']],
  ['boleto_expired', ['boleto_generated'], ['payment_approved', 'posted']],
  ['order_canceled', ['cart_abandoned', 'pix_generated', 'payment_approved', 'posted'], []],
  ['refund_requested', ['pix_generated', 'payment_approved'], ['posted', 'delivered']],
  ['refunded', ['pix_generated', 'payment_approved', 'posted', 'delivered'], []],
  ['chargeback', ['pix_generated', 'payment_approved', 'posted', 'delivered'], []],
  ['chargeback_opened', ['pix_generated', 'payment_approved', 'posted'], []],
  ['refunded_partial', ['pix_generated'], ['payment_approved', 'posted']],
  [
    'delivery_problem',
    ['posted', 'out_for_delivery', 'awaiting_pickup'],
    ['payment_approved', 'delivered'],
  ],
  ['returned', ['posted', 'out_for_delivery', 'delivered'], []],
  ['subscription_overdue', ['pix_generated'], ['payment_approved']],
  ['subscription_renewed', ['pix_generated'], ['payment_approved']],
  ['subscription_reactivated', ['pix_generated'], ['payment_approved']],
  ['subscription_canceled', ['pix_generated'], ['payment_approved']],
]

describe('the negatives', () => {
  test.each(CANCELS)(
    '%s cancels what it makes senseless, and nothing else',
    (negative, of, not) => {
      for (const name of of) {
        const one = hearAll(event(name), event(negative, { after: 1 }))
        expect(`${name}: ${one.reasonOf(name)}`).toBe(`${name}: canceled negative_event`)
      }
      for (const name of not) {
        const one = hearAll(event(name), event(negative, { after: 1 }))
        expect(`${name}: ${one.reasonOf(name)}`).toBe(`${name}: scheduled`)
      }
    },
  )

  test.each(['order_canceled', 'refunded', 'chargeback', 'chargeback_opened', 'returned'] as const)(
    'after %s the order is closed, and a late step says nothing',
    (closing) => {
      const one = hearAll(event(closing, { after: 1 }), event('posted', { after: 2 }))
      expect(one.reasonOf('posted')).toBe('suppressed order_closed')
    },
  )

  test('an order that was canceled and redone by hand speaks again', () => {
    const one = hearAll(
      event('order_canceled', { after: 1 }),
      event('payment_approved', { after: 2 }),
      event('posted', { after: 3 }),
    )
    expect(one.reasonOf('posted')).toBe('scheduled')
  })

  test('money that went back applies whenever it arrives; an old refusal does not', () => {
    const refunded = hearAll(event('posted', { after: 5 }), event('refunded', { after: 1 }))
    expect(refunded.reasonOf('posted')).toBe('canceled negative_event')
    const refused = hearAll(event('payment_approved', { after: 5 }), event('payment_refused'))
    expect(refused.reasonOf('payment_refused')).toBe('suppressed stale_event')
  })

  test('three refused cards of one cart in two minutes are one message', () => {
    const one = hearAll(
      ...['T1', 'T2', 'T3'].map((orderKey, after) => event('payment_refused', { orderKey, after })),
    )
    expect(one.pending()).toEqual(['T3 payment_refused.1'])
  })

  test('the same refusal within six hours of the last one sent says nothing', () => {
    const one = hearAll(event('payment_refused', { orderKey: 'T1' }))
    one.run(new Date(Date.parse('2026-10-05T13:10:00Z')))
    one.hear(event('payment_refused', { orderKey: 'T2', after: 60 }))
    expect(one.reasonOf('payment_refused')).toBe('suppressed recently_sent')
    one.hear(event('payment_refused', { orderKey: 'T3', after: 400 }))
    expect(one.reasonOf('payment_refused')).toBe('scheduled')
  })

  test.each([
    [
      'another try of the cart was paid',
      event('payment_approved', { orderKey: 'T2' }),
      'thread_already_paid',
    ],
    [
      'they tried another way since',
      event('pix_generated', { orderKey: 'T2', after: 9 }),
      'newer_attempt',
    ],
  ])('a refusal is not told when %s', (_, other, reason) => {
    const one = hearAll(other, event('payment_refused', { after: 3 }))
    expect(one.reasonOf('payment_refused')).toBe(`suppressed ${reason}`)
  })
})

describe('beside the ladder', () => {
  test('a cart that ordered already is not called back', () => {
    const one = hearAll(event('payment_refused'), event('cart_abandoned', { after: 1 }))
    expect(one.reasonOf('cart_abandoned')).toBe('suppressed cart_already_ordered')
  })

  test('an additional offer has its own notification, and the others are mute for it', () => {
    const upsell = event('payment_approved', { upsell: true })
    expect(hearAll(upsell).reasonOf('payment_approved')).toBe('suppressed upsell_muted')
    expect(hearAll(upsell).reasonOf('upsell_approved')).toBe('suppressed notification_off')
    const loud = thread({ upsellsOn: true })
    loud.hear(upsell)
    expect(loud.reasonOf('payment_approved')).toBe('scheduled')
  })

  test('who opted out gets no reminders and is still told what they bought', () => {
    const one = thread({ contact: { optedOut: true, blocked: false, suppressed: false } })
    one.hear(event('cart_abandoned'))
    one.hear(event('payment_approved', { after: 1 }))
    expect(one.reasonOf('cart_abandoned')).toBe('suppressed opted_out')
    expect(one.reasonOf('payment_approved')).toBe('scheduled')
  })

  test('a pix that lives briefly gets no reminder, and one that is over gets nothing', () => {
    const brief = hearAll(
      event('pix_generated', { payableUntil: new Date('2026-10-05T13:30:00Z') }),
    )
    expect(brief.all()).toEqual(['T1 pix_generated.1'])
    const over = thread()
    over.hear(event('pix_generated'), new Date('2026-10-05T18:00:00Z'))
    expect(over.reasonOf('pix_generated')).toBe('suppressed expired_before_send')
  })
})
