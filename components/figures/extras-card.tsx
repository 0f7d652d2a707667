// components/figures/extras-card.tsx
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { Row, Rows } from '@/components/ui/rows'
import { formatReais } from '@/lib/kernel/money'
import type { OfferExtra } from '@/lib/reports/offer-extras'
import { shareOf, useShares } from './shares'

type Props = {
  readonly extras: readonly OfferExtra[]
  /** Of the offer, however they were made. */
  readonly sales: number
}

/** What buyers took besides: how many of them, and what it came to. */
export function ExtrasCard({ extras, sales }: Props) {
  const t = useTranslations('figures.extras')
  const { percent } = useShares()
  if (extras.length === 0) return null
  return (
    <Card aria-label={t('title')}>
      <CardHeader className="pb-3">
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <Rows className="border-t">
        {extras.map(({ kind, key, title, times, amount }) => {
          const rate = shareOf(times, sales)
          const said = t('taken', { times, rate: percent(rate) })
          return (
            <Row key={`${kind} ${key}`} className="grid gap-1.5">
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 break-words">
                  <span className="text-xs text-muted-foreground">{t(`kind.${kind}`)}</span>{' '}
                  <span className="font-medium">{title ?? t('gone')}</span>
                </span>
                <span className="num shrink-0 font-medium">
                  {kind === 'coupon' ? `− ${formatReais(amount)}` : formatReais(amount)}
                </span>
              </span>
              <Progress label={said} parts={[{ share: rate ?? 0, tone: 'ink' }]} />
              <span className="num text-xs text-muted-foreground">{said}</span>
            </Row>
          )
        })}
      </Rows>
    </Card>
  )
}
