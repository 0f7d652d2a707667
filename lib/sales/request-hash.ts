// lib/sales/request-hash.ts
import { createHash } from 'node:crypto'
import type { SubmitPayment } from './submit-payment.schema'

/** Of everything but the card: a hash of a card number can be undone by trying them all. */
export function requestHash({ asked, customer, payment, tracking, ...rest }: SubmitPayment) {
  const { method, installments } = payment
  const capture = 'capture' in payment ? payment.capture : undefined
  const { reference, bellUrl, affiliateCode } = rest
  const named = [
    asked,
    customer,
    { method, installments, capture },
    reference,
    bellUrl,
    affiliateCode,
  ]
  const origin = Object.entries(tracking).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([...named, origin]))
    .digest('hex')
}
