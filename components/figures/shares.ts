// components/figures/shares.ts
import { useFormatter, useTranslations } from 'next-intl'
import { type Centavos, divide } from '@/lib/kernel/money'
import type { FigureSums } from '@/lib/reports/offer-figures'
import { OTHER } from './other'

/** Null where nothing came before: nothing of nothing is no rate. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole

export const ticketOf = ({ paid, sales, otherSales }: FigureSums): Centavos | null =>
  sales + otherSales === 0 ? null : divide(BigInt(paid), BigInt(sales + otherSales))

/** Two digits below one percent, where a page's conversion often is. */
export function useShares() {
  const format = useFormatter()
  return {
    count: (value: number) => format.number(value),
    percent: (share: number | null) =>
      share === null
        ? '–'
        : format.number(share, {
            style: 'percent',
            maximumFractionDigits: share < 0.01 ? 2 : 1,
          }),
  }
}

/** What an origin is called; the names of the rollup are words of its visitors. */
export function useOriginName() {
  const t = useTranslations('figures.origin')
  return (key: string) => (key === '' ? t('direct') : key === OTHER ? t('others') : key)
}
