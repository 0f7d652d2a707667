// components/reports/period-links.tsx
import { useTranslations } from 'next-intl'
import { Filters } from '@/components/ui/filters'
import { PERIODS, type PeriodName } from '@/lib/kernel/period'

type Props = {
  readonly current: PeriodName | null
  readonly path?: string
  /** What else the address says, and goes on saying. */
  readonly keep?: Readonly<Record<string, string>>
}

/** Periods are links: a report can be kept and sent. */
export function PeriodLinks({ current, path = '/reports', keep = {} }: Props) {
  const t = useTranslations('sales.period')
  return (
    <Filters
      label={t('label')}
      links={PERIODS.map((name) => ({
        href: `${path}?${new URLSearchParams({ ...keep, period: name })}`,
        label: t(name),
        current: name === current,
      }))}
    />
  )
}
