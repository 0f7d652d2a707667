// components/sales/sale-items.tsx
import { useTranslations } from 'next-intl'
import { Fact, Facts } from '@/components/ui/facts'
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
        <Fact
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a sale keep their places
          key={position}
          label={kind === 'bump' ? t('bump', { name }) : name}
        >
          {formatReais(price)}
        </Fact>
      ))}
      {discount > 0 && (
        <Fact label={coupon === null ? t('discount') : t('coupon', { code: coupon })}>
          {t('less', { amount: formatReais(discount) })}
        </Fact>
      )}
      {interest > 0 && <Fact label={t('interest')}>{formatReais(interest)}</Fact>}
      <Fact label={t('total')}>{formatReais(amount)}</Fact>
    </Facts>
  )
}
