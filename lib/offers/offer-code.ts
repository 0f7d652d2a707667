// lib/offers/offer-code.ts
import { createHash } from 'node:crypto'
import type { Ctx } from '@/lib/platform/context'

/** Neither 0 nor O, neither 1, I nor L: a code is read aloud and typed from a slide. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 6

/** Ours, or one that an import brought. What is none is asked of nobody. */
export const OFFER_CODE = /^[A-Z0-9]{6}$/

/** Six letters by the chance of an id, so that tests repeat. */
export function makeOfferCode(ctx: Ctx): string {
  const bytes = createHash('sha256').update(ctx.newId('offer')).digest().subarray(0, LENGTH)
  return Array.from(bytes, (byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
}
