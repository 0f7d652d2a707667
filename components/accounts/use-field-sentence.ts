// components/accounts/use-field-sentence.ts
'use client'

import { useTranslations } from 'next-intl'

/** The sentence for a schema's word. A word without one still says that the field is at fault. */
export function useFieldSentence() {
  const t = useTranslations('fields')
  return (word: string) => {
    const key = word as 'wrong'
    return t.has(key) ? t(key) : t('wrong')
  }
}
