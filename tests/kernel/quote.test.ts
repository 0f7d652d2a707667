import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { quoteOf } from '@/lib/kernel/quote'

const terms = fc.record({
  price: fc.integer({ min: 1_00, max: 1_000_000_00 }).map(centavos),
  maxInstallments: fc.integer({ min: 1, max: 12 }),
  interestBy: fc.constantFrom('merchant' as const, 'issuer' as const),
  interestBasisPoints: fc.integer({ min: 0, max: 2_000 }),
  minInstallment: fc.integer({ min: 1_00, max: 50_00 }).map(centavos),
})
const bumps = fc.array(fc.integer({ min: 1_00, max: 10_000_00 }).map(centavos), { maxLength: 5 })
const coupon = fc.option(
  fc.oneof(
    fc.record({
      kind: fc.constant('percent' as const),
      value: fc.integer({ min: 1, max: 10_000 }),
    }),
    fc.record({
      kind: fc.constant('fixed' as const),
      value: fc.integer({ min: 1, max: 2_000_000_00 }),
    }),
  ),
)
const orders = fc.record({ terms, bumps, coupon })

describe('what an order costs', () => {
  test('is whole centavos, never below a real, and a coupon never makes it dearer', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { discount, price, choices } = quoteOf(order)
        const added = order.bumps.reduce((sum, each) => sum + each, 0)
        expect(price).toBe(order.terms.price - discount + added)
        expect(discount).toBeGreaterThanOrEqual(0)
        expect(order.terms.price - discount).toBeGreaterThanOrEqual(
          Math.min(1_00, order.terms.price),
        )
        expect(choices[0]).toMatchObject({ count: 1, total: price, interest: 0 })
      }),
    )
  })

  test('is the sum of its instalments, and says “sem juros” only when nothing was added', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { price, choices } = quoteOf(order)
        for (const { count, total, interest, first, last } of choices) {
          expect(total).toBe(price + interest)
          expect(first * count).toBeGreaterThanOrEqual(total)
          expect(last * count).toBeLessThanOrEqual(total)
          expect(first - last).toBeLessThanOrEqual(1)
          if (count > 1) expect(last).toBeGreaterThanOrEqual(order.terms.minInstallment)
          const bears = count > 1 && order.terms.interestBasisPoints > 0
          if (order.terms.interestBy === 'issuer' || !bears) expect(interest).toBe(0)
        }
      }),
    )
  })

  test('does not depend on the order in which things were ticked', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(quoteOf({ ...order, bumps: order.bumps.toReversed() })).toEqual(quoteOf(order))
      }),
    )
  })

  test('a percentage is rounded down, to the buyer’s loss of less than a centavo', () => {
    const of = (value: number) =>
      quoteOf({
        terms: {
          price: centavos(19_99),
          maxInstallments: 1,
          interestBasisPoints: 0,
          minInstallment: centavos(1_00),
        },
        coupon: { kind: 'percent', value },
      })
    expect(of(10_00)).toMatchObject({ discount: 1_99, price: 18_00 })
    expect(of(100_00)).toMatchObject({ discount: 18_99, price: 1_00 })
  })
})
