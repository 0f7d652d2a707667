// tests/support/fresh-card.ts

import { invariant } from '@/lib/kernel/invariant'
import { passesLuhn } from '@/lib/kernel/luhn'

let serial = 0

/**
 * Another card with the same first six and last four: what it does at an acquirer stays the same,
 * and nobody tried it before, so that no brand's limit stands in the way of the next test.
 */
export function freshCard(like = '4024007153721930'): string {
  serial += 1
  const head = like.slice(0, 6)
  const tail = like.slice(-4)
  const length = like.length - head.length - tail.length
  const middle = String(serial).padStart(length - 1, '0')
  const fitting = Array.from({ length: 10 }, (_, digit) => `${head}${middle}${digit}${tail}`)
  const card = fitting.find(passesLuhn)
  invariant(card !== undefined, 'one digit in ten fits')
  return card
}
