// components/sales/sale-items.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Facts } from '@/components/ui/facts'
import { formatReais } from '@/lib/kernel/money'
import type { SaleDetail } from '@/lib/sales/sale-detail'

type Props = { readonly made: SaleDetail['made'] }

/** What was bought, line by line, down to what was charged. Nothing for a sale of one thing at its price. */
export function SaleItems({ made }: Props) {
  const t = useTranslations('sales.detail.items')
  if (made === null) return null
  const { items, coupon, discount, interest, amount } = made
  return (
    <Facts title={t('title')}>
      {items.map(({ kind, name, price }, position) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a sale keep their places
          key={position}
          label={kind === 'bump' ? t('bump', { name }) : name}
        >
          {formatReais(price)}
        </Line>
      ))}
      {discount > 0 && (
        <Line label={coupon === null ? t('discount') : t('coupon', { code: coupon })}>
          {t('less', { amount: formatReais(discount) })}
        </Line>
      )}
      {interest > 0 && <Line label={t('interest')}>{formatReais(interest)}</Line>}
      <Line label={t('total')}>{formatReais(amount)}</Line>
    </Facts>
  )
}

/** A name may be long, a price never is. */
function Line({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="min-w-0 text-muted-foreground">{label}</dt>
      <dd className="num whitespace-nowrap">{children}</dd>
    </div>
  )
}
