// lib/payments/card-mask.ts
import type { Card } from './acquirer'
import type { KnownCard } from './card-keys'

/** What may be kept of a number: first six and last four, and never another cut beside it. */
export function maskOf(card: Pick<Card, 'number'> | KnownCard) {
  if ('fingerprint' in card) return { bin: card.bin, last4: card.last4 }
  const digits = card.number.reveal()
  return { bin: digits.slice(0, 6), last4: digits.slice(-4) }
}
