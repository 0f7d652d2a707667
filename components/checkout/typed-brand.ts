// components/checkout/typed-brand.ts
import type { CardBrand } from '@/lib/kernel/card-brand'

/**
 * The numbers of `lib/kernel/card-brand`, without the library behind it: the page that is paid on is
 * kept light. A test asks both about every place where a range begins and ends.
 */
const RANGES: Readonly<Record<CardBrand, string>> = {
  visa: '4',
  mastercard: '51-55 2221-2229 223-229 23-26 270-271 2720',
  elo: '401178 401179 438935 457631 457632 431274 451416 457393 504175 506699-506778 509000-509999 627780 636297 636368 650031-650033 650035-650051 650405-650439 650485-650538 650541-650598 650700-650718 650720-650727 650901-650978 651652-651679 655000-655019 655021-655058',
  amex: '34 37',
  diners: '300-305 36 38 39',
  discover: '6011 644-649 65',
  jcb: '2131 1800 3528-3589',
  hiper: '637095 63737423 63743358 637568 637599 637609 637612',
  aura: '50',
  hipercard: '606282',
}

const LABELS: Readonly<Record<CardBrand, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  elo: 'Elo',
  amex: 'American Express',
  diners: 'Diners',
  discover: 'Discover',
  jcb: 'JCB',
  hiper: 'Hiper',
  aura: 'Aura',
  hipercard: 'Hipercard',
}

export const labelOf = (brand: CardBrand) => LABELS[brand]

/** The brand of the digits typed so far; the longest range that is typed in full wins. */
export function brandOfDigits(digits: string): CardBrand | null {
  let best: CardBrand | null = null
  let longest = 0
  for (const [brand, ranges] of Object.entries(RANGES)) {
    for (const range of ranges.split(' ')) {
      const [low = '', high = low] = range.split('-')
      const start = digits.slice(0, low.length)
      const within = start.length === low.length && start >= low && start <= high
      if (within && low.length > longest) [best, longest] = [brand as CardBrand, low.length]
    }
  }
  return best
}

export const codeLengthOf = (brand: CardBrand | null): 3 | 4 => (brand === 'amex' ? 4 : 3)

/** Closed in June 2025: recognised, so that the buyer is told. */
export const isTaken = (brand: CardBrand) => brand !== 'hipercard'
