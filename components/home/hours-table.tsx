// components/home/hours-table.tsx
import { useTranslations } from 'next-intl'
import { centavos, formatReais } from '@/lib/kernel/money'
import type { DayOfSales } from '@/lib/sales/day-of-sales'
import { runningSums } from './scale'

export function HoursTable({
  day,
  lastWeek,
}: {
  readonly day: DayOfSales
  readonly lastWeek: string
}) {
  const t = useTranslations('home.day')
  const sums = runningSums(day.hours)
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{t('hour')}</th>
          <th scope="col">{t('today')}</th>
          <th scope="col">{lastWeek}</th>
          <th scope="col">{t('addedToday')}</th>
        </tr>
      </thead>
      <tbody>
        {day.lastWeek.map((before, hour) => {
          const has = hour <= day.hour
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
            <tr key={hour}>
              <th scope="row">{t(hour === day.hour ? 'hourOpen' : 'hourOf', { hour })}</th>
              <td>{has ? formatReais(day.hours[hour] ?? centavos(0)) : '–'}</td>
              <td>{formatReais(before)}</td>
              <td>{has ? formatReais(sums[hour] ?? centavos(0)) : '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </>
  )
}
