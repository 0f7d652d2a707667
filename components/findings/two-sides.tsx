// components/findings/two-sides.tsx
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { formatReais } from '@/lib/kernel/money'
import type { FindingView, Side } from '@/lib/payments/findings-view'

type Props = {
  readonly sides: NonNullable<FindingView['sides']>
  readonly acquirer: string
}

const SUMS = ['amount', 'captured', 'refunded'] as const

/** What we have and what the acquirer says, line by line; where they part it is bold. */
export function TwoSides({ sides: { ours, theirs }, acquirer }: Props) {
  const t = useTranslations('findings.sides')
  const statusOf = (side: Side) => t(`status.${side.status}` as 'status.captured')
  const rows = [
    { name: 'status' as const, our: statusOf(ours), their: statusOf(theirs) },
    ...SUMS.map((name) => ({ name, our: sum(ours[name]), their: sum(theirs[name]) })),
  ].filter(({ our, their }) => our !== '' || their !== '')
  return (
    <table className="w-full max-w-[520px] border-collapse text-sm">
      <caption className="sr-only">{t('caption', { acquirer })}</caption>
      <thead>
        <tr className="text-left text-xs text-muted-foreground">
          <th scope="col" className="py-1.5 pr-3 font-normal">
            <span className="sr-only">{t('what')}</span>
          </th>
          <th scope="col" className="py-1.5 pr-3 text-right font-normal">
            {t('ours')}
          </th>
          <th scope="col" className="py-1.5 text-right font-normal">
            {acquirer}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, our, their }) => {
          const parts = our !== their
          return (
            <tr key={name} className="border-t">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal text-muted-foreground">
                {t(name === 'status' ? 'statusName' : name)}
              </th>
              <td className={cn('num py-1.5 pr-3 text-right', parts && 'font-semibold')}>
                {our || t('nothing')}
              </td>
              <td className={cn('num py-1.5 text-right', parts && 'font-semibold text-refused')}>
                {their || t('nothing')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const sum = (amount: Side['amount']) => (amount === null ? '' : formatReais(amount))
