// lib/kernel/card-brand.ts
import creditCardType from 'credit-card-type'
import ranges from './card-iin-ranges.json'

type Named = {
  readonly label: string
  /** Its name in `credit-card-type`; null where that has no such brand. */
  readonly type: string | null
}

const BRANDS = {
  visa: { label: 'Visa', type: 'visa' },
  mastercard: { label: 'Mastercard', type: 'mastercard' },
  elo: { label: 'Elo', type: 'elo' },
  amex: { label: 'American Express', type: 'american-express' },
  diners: { label: 'Diners', type: 'diners-club' },
  discover: { label: 'Discover', type: 'discover' },
  jcb: { label: 'JCB', type: 'jcb' },
  hiper: { label: 'Hiper', type: 'hiper' },
  aura: { label: 'Aura', type: null },
  /** Closed on 30 June 2025: recognised, so that the buyer is told, and never charged. */
  hipercard: { label: 'Hipercard', type: 'hipercard' },
} as const satisfies Readonly<Record<string, Named>>

export type CardBrand = keyof typeof BRANDS

const NAMES = Object.keys(BRANDS) as CardBrand[]

const rowsOf = (brand: CardBrand) => ranges.filter((row) => row.brand === brand)

type Terms = {
  readonly label: string
  readonly lengths: readonly number[]
  readonly cvvLength: 3 | 4
}

function termsOf(brand: CardBrand): Terms {
  const rows = rowsOf(brand)
  return {
    label: BRANDS[brand].label,
    lengths: [...new Set(rows.flatMap((row) => row.lengths.split('|').map(Number)))],
    cvvLength: rows.some((row) => row.cvv_length === '4') ? 4 : 3,
  }
}

export const CARD_BRANDS = Object.fromEntries(
  NAMES.map((brand) => [brand, termsOf(brand)]),
) as Readonly<Record<CardBrand, Terms>>

export const ACCEPTED_BRANDS: readonly CardBrand[] = NAMES.filter((brand) => brand !== 'hipercard')

/** `51-55` → [51, 55]; `4` → 4. */
const patternOf = (range: string) => {
  const [low = 0, high = low] = range.split('-').map(Number)
  return low === high ? low : [low, high]
}

/**
 * The library knows brands that nobody here accepts, some of which claim numbers of ours, and lacks
 * Aura: only the brands above stay, by our names, with its ranges and those of the table.
 */
creditCardType.resetModifications()
for (const type of Object.values(creditCardType.types)) creditCardType.removeCard(type)
for (const brand of NAMES) {
  const { label, type } = BRANDS[brand]
  const known = type === null ? null : creditCardType.getTypeInfo(type)
  creditCardType.addCard({
    type: brand,
    niceType: label,
    patterns: [
      ...(known?.patterns ?? []),
      ...rowsOf(brand).map((row) => patternOf(row.prefix_or_range)),
    ],
    gaps: known?.gaps ?? [],
    lengths: [...CARD_BRANDS[brand].lengths],
    code: { name: 'CVV', size: CARD_BRANDS[brand].cvvLength },
  })
}

/**
 * The brand of a number, or of the part of it that is typed so far; null when nothing fits yet. The
 * longest prefix that is typed in full wins, which puts Elo before the brands whose numbers it
 * borrows. A hint for the form: the acquirer has the last word.
 */
export function brandOf(number: string): CardBrand | null {
  let best: { readonly type: string; readonly digits: number } | null = null
  for (const { type, matchStrength: digits = 0 } of creditCardType(number)) {
    if (digits > (best?.digits ?? 0)) best = { type, digits }
  }
  return NAMES.find((brand) => brand === best?.type) ?? null
}
