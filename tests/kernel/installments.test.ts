// tests/kernel/installments.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findInstallments,
  type InstallmentTerms,
  listInstallments,
  yearlyBasisPoints,
} from '@/lib/kernel/installments'
import { centavos } from '@/lib/kernel/money'

const terms = (more: Partial<InstallmentTerms> = {}): InstallmentTerms => ({
  price: centavos(224_00),
  maxInstallments: 12,
  interestBasisPoints: 0,
  minInstallment: centavos(5_00),
  ...more,
})

describe('without interest', () => {
  test('every choice costs the price, and the odd centavo is in the first payment', () => {
    expect(findInstallments(terms(), 3)).toEqual({
      count: 3,
      total: 224_00,
      interest: 0,
      first: 74_67,
      last: 74_66,
    })
    for (const option of listInstallments(terms())) expect(option.total).toBe(224_00)
  })

  test('no instalment is smaller than the producer allows, but one payment is always possible', () => {
    expect(listInstallments(terms({ minInstallment: centavos(50_00) }))).toHaveLength(4)
    expect(listInstallments(terms({ price: centavos(3_00) }))).toHaveLength(1)
    expect(findInstallments(terms({ maxInstallments: 2 }), 3)).toBeNull()
  })
})

describe('with interest', () => {
  const bearing = terms({ interestBasisPoints: 249 })

  test('the Price table gives equal instalments, and one payment bears none', () => {
    expect(findInstallments(bearing, 1)?.total).toBe(224_00)
    expect(findInstallments(bearing, 3)).toEqual({
      count: 3,
      total: 235_26,
      interest: 11_26,
      first: 78_42,
      last: 78_42,
    })
  })

  test('2,49 % a month is 34,33 % a year', () => {
    expect(yearlyBasisPoints(249)).toBe(3433)
  })

  test('more instalments never cost less, but for the centavo each is rounded by, and they add up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 100_000_00 }),
        fc.integer({ min: 1, max: 2_000 }),
        (price, interestBasisPoints) => {
          const options = listInstallments(terms({ price: centavos(price), interestBasisPoints }))
          options.forEach(({ count, total, first, last, interest }, i) => {
            expect(first).toBeLessThanOrEqual(last + 1)
            expect(count * last).toBeLessThanOrEqual(total)
            expect(total - interest).toBe(price)
            expect(total).toBeGreaterThanOrEqual((options[i - 1]?.total ?? price) - count)
          })
        },
      ),
    )
  })
})
