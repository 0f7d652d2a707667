// tests/notifications/happy-path.property.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { News } from '@/lib/notifications/happening'
import { PURCHASE_EVENTS, type PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'
import { BEFORE_ORDER, event, MINUTE, T0, thread } from './thread-of'

const heard = PURCHASE_EVENTS.filter((name) => name !== 'ignored' && name !== 'unknown')
const RUNS = 3_000

/** Up to six different events of one cart, at any minute of half an hour, ties included. */
const story = (orders: readonly string[]) =>
  fc
    .uniqueArray(
      fc.record({
        name: fc.constantFrom(...heard),
        after: fc.integer({ min: 0, max: 6 }),
        order: fc.constantFrom(...orders),
        on: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6, selector: ({ name, order }) => `${name} ${order}` },
    )
    .map((told) =>
      told.map(({ name, after, order, on }): News => {
        return { ...event(name, { after }), orderKey: BEFORE_ORDER[name] ?? order, spoken: on }
      }),
    )

const deliveries = (events: readonly News[]) =>
  fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length })

const asksForMoney = (name: PurchaseEvent) => {
  const rank = RANKS[name]
  return rank === null ? /refused|expired$/.test(name) : rank < 40
}
const isPaid = (name: PurchaseEvent) => (RANKS[name] ?? 0) >= 40

describe('whatever order the events of an order arrive in, and however often', () => {
  test.each([
    ['one order', ['T1']],
    ['two attempts of one cart', ['T1', 'T2']],
  ])('the same messages remain: %s', (_, orders) => {
    const now = new Date(T0 + 10 * MINUTE)
    fc.assert(
      fc.property(
        story(orders).chain((events) => fc.tuple(fc.constant(events), deliveries(events))),
        ([events, arrivals]) => {
          const inOrder = thread()
          const byClock = [...events].sort((a, b) => a.at.getTime() - b.at.getTime())
          for (const news of byClock) inOrder.hear(news, now)
          const shuffled = thread()
          for (const news of arrivals) shuffled.hear(news, now)
          expect(shuffled.pending()).toEqual(inOrder.pending())
          expect(shuffled.all()).toEqual(inOrder.all())
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('and however late, nobody is asked for money after the payment was heard', () => {
    fc.assert(
      fc.property(
        story(['T1']).chain((events) =>
          fc.tuple(
            deliveries(events),
            fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 12, maxLength: 12 }),
          ),
        ),
        ([arrivals, waits]) => {
          const one = thread()
          let now = T0 + 10 * MINUTE
          let paid = false
          for (const [index, news] of arrivals.entries()) {
            now += (waits[index] ?? 0) * MINUTE
            const left = one.run(new Date(now))
            if (paid) expect(left.filter(({ of }) => asksForMoney(of.event))).toEqual([])
            one.hear(news, new Date(now))
            paid ||= isPaid(news.event)
          }
          const left = one.run(new Date(now + 100 * 24 * 60 * MINUTE))
          if (paid) expect(left.filter(({ of }) => asksForMoney(of.event))).toEqual([])
          expect(new Set(one.sent()).size).toBe(one.sent().length)
        },
      ),
      { numRuns: RUNS },
    )
  })
})
