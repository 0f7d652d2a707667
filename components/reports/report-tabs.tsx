// components/reports/report-tabs.tsx
import { useTranslations } from 'next-intl'
import { Filters } from '@/components/ui/filters'

const PLACES = {
  payments: '/reports',
  notifications: '/reports/notifications',
  origins: '/reports/origins',
} as const
export type ReportPlace = keyof typeof PLACES

/** The three reports; the days that were chosen go along. */
export function ReportTabs({
  current,
  days,
}: {
  readonly current: ReportPlace
  readonly days: Readonly<Record<string, string>>
}) {
  const t = useTranslations('reports.places')
  return (
    <Filters
      label={t('label')}
      links={(Object.keys(PLACES) as ReportPlace[]).map((place) => ({
        href: `${PLACES[place]}?${new URLSearchParams(days)}`,
        label: t(place),
        current: place === current,
      }))}
    />
  )
}
