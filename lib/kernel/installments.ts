// lib/kernel/installments.ts
import { invariant } from './invariant'
import { type Centavos, centavos, divide, splitEvenly } from './money'

export const INSTALLMENTS_MAX = 12

/** What the producer decided; the interest is the merchant's, a month, in basis points. */
export type InstallmentTerms = {
  readonly price: Centavos
  readonly maxInstallments: number
  /** `issuer`: the bank adds interest of its own to the bill, the total here stays the price. */
  readonly interestBy?: 'merchant' | 'issuer'
  readonly interestBasisPoints: number
  readonly minInstallment: Centavos
}

export type Installments = {
  readonly count: number
  /** What the card is charged in all. */
  readonly total: Centavos
  /** Part of the total; 0 is "sem juros". */
  readonly interest: Centavos
  /** What is shown as `3x de R$ 74,67`. The centavos that do not divide are in the first ones. */
  readonly first: Centavos
  readonly last: Centavos
}

/** What the buyer may choose: one payment always, and as many as the smallest instalment allows. */
export function listInstallments(terms: InstallmentTerms): readonly Installments[] {
  const max = Math.min(Math.max(terms.maxInstallments, 1), INSTALLMENTS_MAX)
  return Array.from({ length: max }, (_, i) => priceIn(terms, i + 1)).filter(
    ({ count, last }) => count === 1 || last >= terms.minInstallment,
  )
}

/** The price in `count` payments. Null when the producer does not offer that many. */
export const findInstallments = (terms: InstallmentTerms, count: number): Installments | null =>
  listInstallments(terms).find((option) => option.count === count) ?? null

function priceIn(terms: InstallmentTerms, count: number): Installments {
  const { price, interestBasisPoints, interestBy = 'merchant' } = terms
  const bears = count > 1 && interestBasisPoints > 0 && interestBy === 'merchant'
  const total = bears ? centavos(priceTable(price, interestBasisPoints, count) * count) : price
  const parts = splitEvenly(total, count)
  const [first = total, last = first] = [parts[0], parts.at(-1)]
  return { count, total, interest: centavos(total - price), first, last }
}

/**
 * One instalment of the Price table: `price × i × (1+i)ⁿ ÷ ((1+i)ⁿ − 1)`, exact in whole numbers
 * and rounded once, so that the browser, the API and the acquirer speak of the same centavo.
 */
function priceTable(price: Centavos, rate: number, count: number): Centavos {
  invariant(Number.isInteger(rate) && rate > 0 && rate <= 10_000, `bad rate ${rate}`)
  const one = 10_000n
  const grown = (one + BigInt(rate)) ** BigInt(count)
  return divide(BigInt(price) * BigInt(rate) * grown, one * (grown - one ** BigInt(count)))
}

/** What a monthly rate is over a year, in basis points: 2,49 % a month is 34,33 %. */
export function yearlyBasisPoints(monthly: number): number {
  const one = 10_000n
  const grown = (one + BigInt(monthly)) ** 12n
  return Number(((grown - one ** 12n) * one + one ** 12n / 2n) / one ** 12n)
}
