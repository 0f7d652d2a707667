// components/home/rescued-card.tsx
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Row, Rows } from '@/components/ui/rows'
import type { AcquirerHealth } from '@/lib/accounts/acquirer-views'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { RescuedReport } from '@/lib/reports/rescued-report'

type Props = {
  readonly rescued: Pick<RescuedReport, 'count' | 'amount' | 'last'>
  readonly revenue: Centavos
  readonly acquirers: readonly AcquirerHealth[]
  /** Of today as well: what was paid after a reminder. */
  readonly reminded: { readonly count: number; readonly amount: Centavos }
}

/** What was refused by the first and approved by the second, within the same seconds. */
export function RescuedCard({ rescued, revenue, acquirers, reminded }: Props) {
  const t = useTranslations('home.rescued')
  const format = useFormatter()
  const labelOf = (code: string) => acquirers.find((each) => each.code === code)?.label ?? code
  const share = revenue === 0 ? 0 : rescued.amount / revenue
  return (
    <Card aria-labelledby="rescued">
      <CardHeader>
        <CardTitle id="rescued">{t('title')}</CardTitle>
        <Link href="/reports" className="prose-link text-xs text-muted-foreground">
          {t('report')}
        </Link>
      </CardHeader>
      {rescued.count === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
      ) : (
        <>
          <div className="px-4 py-3 lg:px-5">
            <p>
              <Amount value={rescued.amount} size={28} />
            </p>
            <p className="text-xs text-muted-foreground">
              {t('note', {
                count: rescued.count,
                share: format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
              })}
            </p>
          </div>
          <Rows className="border-t">
            {rescued.last.map((sale) => (
              <Row
                key={sale.id}
                className="relative flex items-baseline gap-3 py-[11px] hover:bg-[color-mix(in_oklab,var(--muted)_50%,var(--card))]"
              >
                <Link
                  prefetch={false}
                  href={`/sales/${sale.id}`}
                  className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
                >
                  {sale.buyer}
                </Link>
                <span className="num inline-flex items-center gap-1 text-muted-foreground max-[379px]:hidden">
                  {labelOf(sale.from)}
                  <ArrowRight aria-label={t('then')} className="size-3.5" />
                  {labelOf(sale.to)}
                </span>
                <span className="num w-24 text-right font-medium">{formatReais(sale.amount)}</span>
              </Row>
            ))}
          </Rows>
        </>
      )}
      <Reminded {...reminded} />
    </Card>
  )
}

/** What notifications brought back, beside what the backup saved. */
function Reminded({ count, amount }: Props['reminded']) {
  const t = useTranslations('home.rescued.reminded')
  return (
    <div className="relative flex items-baseline justify-between gap-3 border-t px-4 py-3 hover:bg-[color-mix(in_oklab,var(--muted)_50%,var(--card))] lg:px-5">
      <span className="min-w-0">
        <Link
          href="/reports/notifications?period=today"
          className="font-medium after:absolute after:inset-0"
        >
          {t('title')}
        </Link>
        <span className="block text-xs text-muted-foreground">{t('note', { count })}</span>
      </span>
      <span className="num text-right font-medium">{formatReais(amount)}</span>
    </div>
  )
}
