// components/figures/days-card.tsx
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Twin } from '@/components/ui/twin'
import { centavos, formatReais, formatShort } from '@/lib/kernel/money'
import type { FigureDay } from '@/lib/reports/offer-figures'
import { shareOf, useShares } from './shares'

type Props = { readonly days: readonly FigureDay[] }

/** About so many dates fit under the columns. */
const DATES = 6

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

/** Who came and what they paid, one above the other on the same days. */
export function DaysCard({ days }: Props) {
  const t = useTranslations('figures.days')
  const locale = useLocale()
  const { count } = useShares()
  const visitors = days.map((day) => day.visitors)
  const paid = days.map((day) => day.paid)
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  return (
    <Card aria-label={t('title')}>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <div className="grid gap-5 px-4 pt-4 pb-9 lg:px-5">
        <Columns
          title={t('visitors')}
          label={t('visitorsSaid', {
            sum: count(sum(visitors)),
            most: count(Math.max(...visitors)),
          })}
          days={days}
          values={visitors}
          top={count(Math.max(...visitors))}
          fill="fill-past"
        />
        <Columns
          title={t('paid')}
          label={t('paidSaid', {
            sum: formatReais(centavos(sum(paid))),
            most: formatReais(centavos(Math.max(...paid))),
          })}
          days={days}
          values={paid}
          top={formatShort(centavos(Math.max(...paid)), locale)}
          fill="fill-ring"
          dated
        />
      </div>
      <DaysTwin days={days} />
    </Card>
  )
}

type ColumnsProps = Props & {
  readonly title: string
  readonly label: string
  readonly values: readonly number[]
  /** What the highest column is, in words. */
  readonly top: string
  readonly fill: string
  readonly dated?: boolean
}

/** The labels are HTML placed in percent, so that text never shrinks with the drawing. */
function Columns({ title, label, days, values, top, fill, dated = false }: ColumnsProps) {
  const format = useFormatter()
  const most = Math.max(...values, 1)
  const width = 100 / days.length
  const every = Math.ceil(days.length / DATES)
  return (
    <div>
      <p className="num mb-2 flex justify-between gap-3 text-xs text-muted-foreground">
        <span>{title}</span>
        <span aria-hidden>{most > 1 || values.some(Boolean) ? top : ''}</span>
      </p>
      <div className="relative h-20 md:h-24">
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          className="absolute inset-0 size-full overflow-visible"
        >
          <path
            d="M0 0H100M0 100H100"
            className="stroke-border [vector-effect:non-scaling-stroke]"
          />
          {values.map((value, i) => (
            <rect
              key={days[i]?.day}
              x={i * width + width * 0.15}
              width={width * 0.7}
              y={100 - (value / most) * 100}
              height={(value / most) * 100}
              className={fill}
            />
          ))}
        </svg>
        {dated && (
          <div aria-hidden className="num text-xs text-muted-foreground">
            {days.map(({ day }, i) =>
              i % every === 0 ? (
                <span
                  key={day}
                  className="absolute top-full mt-2 -translate-x-1/2"
                  style={{ left: `${(i + 0.5) * width}%` }}
                >
                  {format.dateTime(noon(day), { day: '2-digit', month: '2-digit' })}
                </span>
              ) : null,
            )}
          </div>
        )}
      </div>
    </div>
  )
}

function DaysTwin({ days }: Props) {
  const t = useTranslations('figures')
  const format = useFormatter()
  const { count, percent } = useShares()
  return (
    <Twin summary={t('table')} label={t('days.title')}>
      <thead>
        <tr>
          <th scope="col">{t('days.day')}</th>
          <th scope="col">{t('column.visitors')}</th>
          <th scope="col">{t('column.checkouts')}</th>
          <th scope="col">{t('column.sales')}</th>
          <th scope="col">{t('column.conversion')}</th>
          <th scope="col">{t('column.paid')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">
              {format.dateTime(noon(day.day), {
                weekday: 'short',
                day: '2-digit',
                month: '2-digit',
              })}
            </th>
            <td>{count(day.visitors)}</td>
            <td>{count(day.checkouts)}</td>
            <td>{count(day.sales)}</td>
            <td>{percent(shareOf(day.sales, day.visitors))}</td>
            <td>{day.paid === 0 ? '–' : formatReais(day.paid)}</td>
          </tr>
        ))}
      </tbody>
    </Twin>
  )
}
