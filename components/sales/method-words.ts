// components/sales/method-words.ts
import { useTranslations } from 'next-intl'
import type { SaleRow } from '@/lib/sales/sale-row'

type Paid = Pick<SaleRow, 'method' | 'installments' | 'cardHint'>

/** `Visa, 12×`, `Pix`: how it was paid, in a word or two. */
export function useMethodWords() {
  const t = useTranslations('sales')
  return ({ method, installments, cardHint }: Paid) => {
    if (method !== 'card') return t(`method.${method}`)
    const brand = cardHint?.replace(/ \d{4}$/, '') ?? t('method.card')
    return t('table.inParts', { brand, count: installments })
  }
}
