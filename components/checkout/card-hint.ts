// components/checkout/card-hint.ts
import type { useTranslations } from 'next-intl'

type Say = ReturnType<typeof useTranslations<'checkout'>>

/** `Mastercard 4444` as people say it: `Mastercard final 4444`. */
export function sayCard(t: Say, hint: string): string {
  const [, brand, last4] = /^(.+) (\d{4})$/.exec(hint) ?? []
  return brand === undefined || last4 === undefined ? hint : t('cardWords', { brand, last4 })
}
