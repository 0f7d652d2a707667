// components/reports/day-columns.tsx
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { scaleOf } from '@/components/home/scale'
import { Twin } from '@/components/ui/twin'
import { type Centavos, formatReais, formatShort } from '@/lib/kernel/money'
import type { RescuedReport } from '@/lib/reports/rescued-report'

type Props = { readonly days: RescuedReport['byDay']; readonly label: string }

/** About so many dates fit under the columns. */
const DATES = 6

/** A column a day. The labels are HTML placed in percent, so that text never shrinks with the drawing. */
export function DayColumns({ days, label }: Props) {
  const format = useFormatter()
  const locale = useLocale()
  const { lines, y } = scaleOf(days.map(({ amount }) => amount))
  const width = 100 / days.length
  const every = Math.ceil(days.length / DATES)
  const dayOf = (day: string) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), { day: '2-digit', month: '2-digit' })
  return (
    <div className="relative mx-4 mt-6 mb-3 h-40 pb-6 pl-11 lg:mx-5 lg:h-48">
      <div className="relative h-full">
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          className="absolute inset-0 size-full overflow-visible"
        >
          {lines.map((value) => (
            <path
              key={value}
              d={`M0 ${y(value)}H100`}
              className="stroke-border [vector-effect:non-scaling-stroke]"
            />
          ))}
          {days.map(({ day, amount }, i) => (
            <rect
              key={day}
              x={i * width + width * 0.15}
              width={width * 0.7}
              y={y(amount)}
              height={100 - y(amount)}
              className="fill-ring"
            />
          ))}
        </svg>
        <div aria-hidden className="num text-xs text-muted-foreground">
          {lines.map((value) => (
            <span
              key={value}
              className="absolute right-full mr-2 -translate-y-1/2"
              style={{ top: `${y(value)}%` }}
            >
              {formatShort(value, locale)}
            </span>
          ))}
          {days.map(({ day }, i) =>
            i % every === 0 ? (
              <span
                key={day}
                className="absolute top-full mt-2 -translate-x-1/2"
                style={{ left: `${(i + 0.5) * width}%` }}
              >
                {dayOf(day)}
              </span>
            ) : null,
          )}
        </div>
      </div>
    </div>
  )
}

export function DaysTwin({ days, label }: Props) {
  const t = useTranslations('reports')
  const format = useFormatter()
  const sum = (amount: Centavos) => (amount === 0 ? '–' : formatReais(amount))
  return (
    <Twin summary={t('table')} label={label}>
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('sales')}</th>
          <th scope="col">{t('amount')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, count, amount }) => (
          <tr key={day}>
            <th scope="row">
              {format.dateTime(new Date(`${day}T12:00:00Z`), {
                weekday: 'short',
                day: '2-digit',
                month: '2-digit',
              })}
            </th>
            <td>{format.number(count)}</td>
            <td>{sum(amount)}</td>
          </tr>
        ))}
      </tbody>
    </Twin>
  )
}
