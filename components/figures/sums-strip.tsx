// components/figures/sums-strip.tsx
import { useTranslations } from 'next-intl'
import { CountChange } from '@/components/reports/change'
import { Card } from '@/components/ui/card'
import { Stat, Stats } from '@/components/ui/stats'
import { centavos, formatReais } from '@/lib/kernel/money'
import type { FigureSums } from '@/lib/reports/offer-figures'
import { shareOf, ticketOf, useShares } from './shares'

type Props = { readonly now: FigureSums; readonly before: FigureSums }

/** What it brought, said with what went back of it. */
export function SumsStrip({ now, before }: Props) {
  const t = useTranslations('figures.sums')
  const { count, percent } = useShares()
  const ticket = ticketOf(now)
  const wasTicket = ticketOf(before)
  const kept = centavos(now.paid - now.returned)
  const conversion = shareOf(now.sales, now.visitors)
  return (
    <Card aria-label={t('title')}>
      <Stats className="border-t-0">
        <Stat
          label={t('revenue')}
          value={formatReais(kept)}
          note={
            <>
              {now.returned > 0 && (
                <span className="block">{t('returned', { sum: formatReais(now.returned) })}</span>
              )}
              <CountChange now={kept} before={before.paid - before.returned} />
            </>
          }
        />
        <Stat
          label={t('sales')}
          value={count(now.sales + now.otherSales)}
          note={
            <>
              {now.otherSales > 0 && (
                <span className="block">{t('others', { count: now.otherSales })}</span>
              )}
              <CountChange
                now={now.sales + now.otherSales}
                before={before.sales + before.otherSales}
              />
            </>
          }
        />
        <Stat
          label={t('ticket')}
          value={ticket === null ? '–' : formatReais(ticket)}
          note={
            ticket !== null && wasTicket !== null && <CountChange now={ticket} before={wasTicket} />
          }
        />
        <Stat
          label={t('conversion')}
          value={percent(conversion)}
          note={
            conversion !== null &&
            before.visitors > 0 &&
            t('was', { rate: percent(shareOf(before.sales, before.visitors)) })
          }
        />
      </Stats>
    </Card>
  )
}
