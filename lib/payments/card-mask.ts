// lib/payments/card-mask.ts
import type { Card } from './acquirer'

/** What may be kept of a number: first six and last four, and never another cut beside it. */
export function maskOf({ number }: Pick<Card, 'number'>) {
  const digits = number.reveal()
  return { bin: digits.slice(0, 6), last4: digits.slice(-4) }
}
