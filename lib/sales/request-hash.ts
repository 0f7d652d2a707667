// lib/sales/request-hash.ts
import { createHash } from 'node:crypto'
import type { SaleInput } from './sale-order'

/** Of everything but the card: a hash of a card number can be undone by trying them all. */
export function requestHash({ asked, customer, payment, tracking, ...rest }: SaleInput) {
  const { method, installments } = payment
  const { capture } = payment
  const { reference, bellUrl, affiliateCode, bumps = [], coupon, linkCode } = rest
  const named: unknown[] = [
    asked,
    customer,
    { method, installments, capture },
    reference,
    bellUrl,
    affiliateCode,
  ]
  // Only where they are named: a request without them has the hash it always had.
  const more = [...bumps].sort()
  if (more.length > 0 || coupon !== undefined || linkCode !== undefined) {
    named.push({ bumps: more, coupon, linkCode })
  }
  const origin = Object.entries(tracking).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([...named, origin]))
    .digest('hex')
}
