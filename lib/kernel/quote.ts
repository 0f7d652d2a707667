// lib/kernel/quote.ts
import { type Installments, type InstallmentTerms, listInstallments } from './installments'
import { type Centavos, centavos } from './money'

/** What a coupon takes off the main thing sold: `percent` in basis points, `fixed` in centavos. */
export type CouponTerms = {
  readonly kind: 'percent' | 'fixed'
  readonly value: number
}

export type Order = {
  readonly terms: InstallmentTerms
  /** Prices of what was ticked besides. No coupon lowers them. */
  readonly bumps?: readonly Centavos[]
  readonly coupon?: CouponTerms | null
}

export type Quote = {
  readonly discount: Centavos
  /** After discount, bumps included, before interest: what is paid at once. */
  readonly price: Centavos
  /** One payment first; never empty. */
  readonly choices: readonly Installments[]
}

/** Nothing is sold for less: the acquirers refuse smaller sums, and a free sale is none. */
const LEAST = centavos(1_00)

/**
 * What an order costs, the same centavo in the browser, the API and the acquirer. A discount is
 * rounded down and never takes the price below one real.
 */
export function quoteOf({ terms, bumps = [], coupon = null }: Order): Quote {
  const discount = discountOf(terms.price, coupon)
  const more = bumps.reduce((sum, price) => sum + price, 0)
  const price = centavos(terms.price - discount + more)
  return { discount, price, choices: listInstallments({ ...terms, price }) }
}

function discountOf(price: Centavos, coupon: CouponTerms | null): Centavos {
  if (coupon === null) return centavos(0)
  const { kind, value } = coupon
  const wanted = kind === 'fixed' ? value : Number((BigInt(price) * BigInt(value)) / 10_000n)
  return centavos(Math.max(0, Math.min(wanted, price - Math.min(LEAST, price))))
}
