// components/sales/sales-sum.tsx
import { useTranslations } from 'next-intl'
import { formatReais } from '@/lib/kernel/money'
import type { SalesSum } from '@/lib/sales/views'

/** What was found adds up to; where it is too much to add up, that is said instead of a guess. */
export function SumLine({ sum }: { readonly sum: SalesSum }) {
  const t = useTranslations('sales.sum')
  if (sum === null) return <Line>{t('many')}</Line>
  if (sum.count === 0) return null
  return (
    <Line>
      {t('found', { count: sum.count, amount: formatReais(sum.amount) })}
      {sum.paidCount > 0 && sum.paidCount !== sum.count && (
        <> · {t('paid', { count: sum.paidCount, amount: formatReais(sum.paid) })}</>
      )}
      {sum.paidCount === sum.count && sum.paid !== sum.amount && (
        <> · {t('left', { amount: formatReais(sum.paid) })}</>
      )}
    </Line>
  )
}

export const Line = ({ children }: { readonly children: React.ReactNode }) => (
  <p className="num mb-2 min-h-5 text-xs/5 text-muted-foreground">{children}</p>
)
