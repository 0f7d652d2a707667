// lib/payments/programme-fees.ts

/** In cents of its currency. Visa publishes dollars; nothing here guesses an exchange rate. */
export type Fee = { readonly currency: 'BRL' | 'USD'; readonly cents: number }

/**
 * What a brand's programme charges for one repetition, as published for Brazil, before taxes (Visa
 * adds 13.83 %). Figures of 2021 to 2024: an estimate of what was saved, never a bill.
 */
const FEES: readonly (readonly [rule: RegExp, fee: Fee])[] = [
  [/^visa_(\d+_in|after)_/, { currency: 'USD', cents: 10 }],
  [/^visa_irreversible_(04|07|12|14|15|41|43|46|57|R0|R1|R3)$/, { currency: 'USD', cents: 10 }],
  [/^mastercard_\d+_in_/, { currency: 'BRL', cents: 200 }],
  [/^mastercard_mac_(03|21)$/, { currency: 'BRL', cents: 250 }],
  [/^elo_(\d+_in|irreversible)_/, { currency: 'BRL', cents: 80 }],
]

/** Null where repeating is forbidden and no sum is published. */
export const feeOf = (rule: string): Fee | null =>
  FEES.find(([named]) => named.test(rule))?.[1] ?? null
