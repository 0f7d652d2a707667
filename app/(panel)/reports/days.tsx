// app/(panel)/reports/days.tsx
import { getFormatter, getTranslations } from 'next-intl/server'
import type { Period } from '@/lib/kernel/period'

/** Which days a report is about, and which ones it compares them with. */
export async function Days({
  period,
  before,
}: {
  readonly period: Period
  readonly before: Period
}) {
  const [t, format] = await Promise.all([getTranslations('reports'), getFormatter()])
  const words = ({ from, to }: Period) =>
    format.dateTimeRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    })
  return <p>{t('days', { period: words(period), before: words(before) })}</p>
}
