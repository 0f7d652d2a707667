// components/reports/messages/days-section.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { scaleOf } from '@/components/home/scale'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Legend, LegendKey } from '@/components/ui/legend'
import { Twin } from '@/components/ui/twin'
import type { MessageReport } from '@/lib/reports/message-report'
import { useRates } from '../rates'

type Day = MessageReport['byDay'][number]

const PARTS = ['sent', 'waiting', 'unsent'] as const
type Part = (typeof PARTS)[number]

const LOOK = {
  sent: { fill: 'fill-ring', mark: 'accent' },
  waiting: { fill: 'fill-foreground', mark: 'ink' },
  unsent: { fill: 'fill-past', mark: 'soft' },
} as const

const unsentOf = (day: Day) =>
  day.failed + day.superseded + day.canceled + day.suppressed + day.unknown
const amountOf = (day: Day, part: Part) => (part === 'unsent' ? unsentOf(day) : day[part])

/** About so many dates fit under the columns. */
const DATES = 8

/** What was asked for each day, and what became of it: one column, three parts. */
export function DaysSection({ days }: { readonly days: readonly Day[] }) {
  const t = useTranslations('reports.messages.days')
  const format = useFormatter()
  const { count } = useRates()
  const best = days.reduce((a, b) => (b.asked > a.asked ? b : a))
  const dayOf = (day: string) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), { day: '2-digit', month: '2-digit' })
  return (
    <Card aria-labelledby="days">
      <CardHeader className="flex-wrap">
        <CardTitle id="days">{t('title')}</CardTitle>
        <Legend>
          {PARTS.map((part) => (
            <LegendKey key={part} mark={LOOK[part].mark}>
              {t(part)}
            </LegendKey>
          ))}
        </Legend>
      </CardHeader>
      <Columns
        days={days}
        dayOf={dayOf}
        label={t('chart', { count: count(best.asked), day: dayOf(best.day) })}
      />
      <Table days={days} />
    </Card>
  )
}

/** The scale is made for centavos; a handful of messages fills it as well. */
const FINE = 100

type ColumnsProps = {
  readonly days: readonly Day[]
  readonly label: string
  readonly dayOf: (day: string) => string
}

function Columns({ days, label, dayOf }: ColumnsProps) {
  const { count } = useRates()
  const scale = scaleOf(days.map(({ asked }) => asked * FINE))
  const lines = scale.lines.map((line) => line / FINE).filter(Number.isInteger)
  const y = (value: number) => scale.y(value * FINE)
  const width = 100 / days.length
  const every = Math.ceil(days.length / DATES)
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
          {days.flatMap((day, i) => {
            let below = 0
            return PARTS.map((part) => {
              const from = below
              below += amountOf(day, part)
              return (
                <rect
                  key={`${day.day} ${part}`}
                  x={i * width + width * 0.15}
                  width={width * 0.7}
                  y={y(below)}
                  height={y(from) - y(below)}
                  className={LOOK[part].fill}
                />
              )
            })
          })}
        </svg>
        <div aria-hidden className="num text-xs text-muted-foreground">
          {lines.map((value) => (
            <span
              key={value}
              className="absolute right-full mr-2 -translate-y-1/2"
              style={{ top: `${y(value)}%` }}
            >
              {count(value)}
            </span>
          ))}
          {days.map(({ day }, i) =>
            i % every === 0 ? (
              <span
                key={day}
                className={cn(
                  'absolute top-full mt-2 -translate-x-1/2',
                  (i / every) % 2 === 1 && 'max-sm:hidden',
                )}
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

const COLUMNS = ['asked', 'scheduled', 'sent', 'delivered', 'read', 'clicked', 'failed'] as const
const REST = ['superseded', 'canceled', 'suppressed'] as const

function Table({ days }: { readonly days: readonly Day[] }) {
  const t = useTranslations('reports')
  const column = useTranslations('reports.messages.column')
  const format = useFormatter()
  const columns = [...COLUMNS, ...REST]
  return (
    <Twin summary={t('table')} label={t('messages.days.title')}>
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          {columns.map((name) => (
            <th key={name} scope="col">
              {column(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">
              {format.dateTime(new Date(`${day.day}T12:00:00Z`), {
                weekday: 'short',
                day: '2-digit',
                month: '2-digit',
              })}
            </th>
            {columns.map((name) => (
              <td key={name}>{format.number(day[name])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Twin>
  )
}
