// lib/offers/offer-code.ts
import type { Ctx } from '@/lib/platform/context'

/** Neither 0 nor O, neither 1, I nor L: a code is read aloud and typed from a slide. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 6

/** Six letters by chance, taken from the chance part of an id, so that tests repeat. */
export function makeOfferCode(ctx: Ctx): string {
  const chance = ctx.newId('offer').slice(-2 * LENGTH)
  return Array.from({ length: LENGTH }, (_, i) => {
    const pair = Number.parseInt(chance.slice(2 * i, 2 * i + 2), 36)
    return LETTERS.charAt(pair % LETTERS.length)
  }).join('')
}
