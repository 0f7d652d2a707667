// components/reports/period-links.tsx
import { useTranslations } from 'next-intl'
import { Filters } from '@/components/ui/filters'
import { PERIODS, type PeriodName } from '@/lib/kernel/period'

/** Periods are links: a report can be kept and sent. */
export function PeriodLinks({ current }: { readonly current: PeriodName | null }) {
  const t = useTranslations('sales.period')
  return (
    <Filters
      label={t('label')}
      links={PERIODS.map((name) => ({
        href: `/reports?period=${name}`,
        label: t(name),
        current: name === current,
      }))}
    />
  )
}
