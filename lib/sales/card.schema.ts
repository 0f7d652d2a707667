// lib/sales/card.schema.ts
import { z } from 'zod'
import { ACCEPTED_BRANDS, brandOf, CARD_BRANDS } from '@/lib/kernel/card-brand'
import { passesLuhn } from '@/lib/kernel/luhn'
import { Secret } from '@/lib/kernel/secret'

const CENTURY = 2_000

const year = z.coerce
  .number()
  .int()
  .transform((value) => (value < 100 ? value + CENTURY : value))
  .pipe(
    z
      .number()
      .min(CENTURY)
      .max(CENTURY + 99),
  )

/** Spaces and dashes are how people read a card; anything else is no number. */
const digits = (min: number, max: number) =>
  z
    .string()
    .max(40)
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d+$/).min(min).max(max))

const Typed = z.object({
  number: digits(12, 19),
  cvv: digits(3, 4),
  holder: z.string().trim().min(2).max(60),
  expMonth: z.coerce.number().int().min(1).max(12),
  expYear: year,
})

/**
 * A card as it leaves the edge: the number and the code are secrets from here on, and what may be
 * kept of them stands beside. Nothing that is refused here is ever repeated.
 */
export const CardInput = Typed.transform(({ number, cvv, ...rest }, refused) => {
  const refuse = (path: keyof typeof Typed.shape, code: string) => {
    refused.addIssue({
      code: 'custom',
      path: [path],
      message: code.replaceAll('_', ' '),
      params: { code },
    })
  }
  const brand = brandOf(number)
  if (!passesLuhn(number)) refuse('number', 'card_number_wrong')
  else if (brand === null || !ACCEPTED_BRANDS.includes(brand))
    refuse('number', 'brand_not_accepted')
  else if (!CARD_BRANDS[brand].lengths.includes(number.length))
    refuse('number', 'card_number_wrong')
  if (brand !== null && cvv.length !== CARD_BRANDS[brand].cvvLength) refuse('cvv', 'cvv_length')
  if (brand === null) return z.NEVER
  return {
    ...rest,
    brand,
    bin: number.slice(0, 6),
    last4: number.slice(-4),
    number: new Secret(number),
    cvv: new Secret(cvv),
  }
})
export type CardInput = z.output<typeof CardInput>
