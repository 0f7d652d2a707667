// components/reports/rates.ts
import { useFormatter } from 'next-intl'
import type { Tally } from '@/lib/reports/approval-report'

export const rateOf = ({ tried, approved }: Tally) => (tried === 0 ? 0 : approved / tried)

/** `91,1%`, and the difference of two of them in points. */
export function useRates() {
  const format = useFormatter()
  return {
    percent: (share: number) =>
      format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
    whole: (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 }),
    points: (difference: number) =>
      format.number(Math.abs(difference) * 100, {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }),
    count: (count: number) => format.number(count),
  }
}
