// components/home/day-stats.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { Stat, Stats } from '@/components/ui/stats'
import { centavos, formatReais } from '@/lib/kernel/money'
import type { DayOfSales } from '@/lib/sales/day-of-sales'

export function DayStats({
  day,
  messages,
}: {
  readonly day: DayOfSales
  readonly messages: number
}) {
  const t = useTranslations('home.stats')
  const format = useFormatter()
  const difference = day.count - day.before.count
  const mean = centavos(day.count === 0 ? 0 : Math.round(day.revenue / day.count))
  const ended = day.count + day.refused
  const share = ended === 0 ? 0 : day.refused / ended
  return (
    <Stats>
      <Stat
        label={t('sales')}
        value={format.number(day.count)}
        note={t('salesNote', {
          way: difference === 0 ? 'same' : difference > 0 ? 'more' : 'less',
          count: format.number(Math.abs(difference)),
        })}
      />
      <Stat label={t('mean')} value={formatReais(mean)} note={t('meanNote')} />
      <Stat
        label={t('refused')}
        value={format.number(day.refused)}
        note={t('refusedNote', {
          share: format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
        })}
      />
      <Stat label={t('messages')} value={format.number(messages)} note={t('messagesNote')} />
    </Stats>
  )
}
