// components/checkout/card-words.ts
import { useTranslations } from 'next-intl'

/** `Mastercard 4444` as people say it: `Mastercard final 4444`. */
export function useCardWords() {
  const t = useTranslations('checkout')
  return (hint: string) => {
    const [, brand, last4] = /^(.+) (\d{4})$/.exec(hint) ?? []
    return brand === undefined || last4 === undefined ? hint : t('cardWords', { brand, last4 })
  }
}
