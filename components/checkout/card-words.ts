// components/checkout/card-words.ts
import { useTranslations } from 'next-intl'
import { sayCard } from './card-hint'

/** Where next-intl speaks: the panel, and what the server writes of a receipt. */
export function useCardWords() {
  const t = useTranslations('checkout')
  return (hint: string) => sayCard(t, hint)
}
