// components/reports/heat-week.tsx
import { useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { cn } from '@/components/ui/cn'
import { Twin } from '@/components/ui/twin'
import type { Tally } from '@/lib/reports/approval-report'
import { rateOf, useRates } from './rates'

type Props = { readonly week: readonly (readonly Tally[])[] }

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const DAYS = [0, 1, 2, 3, 4, 5, 6] as const
/** An hour with fewer tries says nothing about the hour. */
const ENOUGH = 5

/**
 * One hue, the darker the higher the rate, between the lowest and the highest hour; the number stands
 * in each cell. Days are rows where there is room, and columns on a phone.
 */
export function HeatWeek({ week }: Props) {
  const t = useTranslations('reports.hours')
  const { whole } = useRates()
  const rates = week
    .flat()
    .filter(({ tried }) => tried >= ENOUGH)
    .map(rateOf)
  const [low, high] = [Math.min(...rates, 1), Math.max(...rates, 0)]
  const strength = (rate: number) => (high > low ? (rate - low) / (high - low) : 1)
  const place = (day: number, hour: number) =>
    ({ '--day': day + 2, '--hour': hour + 2 }) as CSSProperties
  return (
    <section aria-label={t('title')} className="border-t">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 pt-4 lg:px-5">
        <h3>{t('title')}</h3>
        {rates.length > 0 && (
          <p className="num flex items-center gap-2 text-xs text-muted-foreground">
            {whole(low)}
            <i
              aria-hidden
              className="h-2 w-16 rounded-xs bg-[linear-gradient(to_right,color-mix(in_oklab,var(--authorized)_6%,var(--card)),color-mix(in_oklab,var(--authorized)_52%,var(--card)))]"
            />
            {whole(high)}
          </p>
        )}
      </div>
      <p className="px-4 text-xs text-muted-foreground has-[+[hidden]]:pb-3.5 lg:px-5">
        {rates.length > 0 ? t('text', { count: ENOUGH }) : t('few', { count: ENOUGH })}
      </p>
      <div
        hidden={rates.length === 0}
        role="img"
        aria-label={t('label', { low: whole(low), high: whole(high) })}
        className="grid grid-cols-[28px_repeat(7,minmax(0,1fr))] gap-0.5 px-4 py-3.5 text-xs lg:grid-cols-[36px_repeat(24,minmax(0,1fr))] lg:px-5"
      >
        {DAYS.map((day) => (
          <span key={day} style={place(day, -1)} className={cn(cell, 'text-muted-foreground')}>
            {t(`day.${day}`)}
          </span>
        ))}
        {HOURS.map((hour) => (
          <span
            key={hour}
            style={place(-1, hour)}
            className={cn(cell, 'num text-muted-foreground')}
          >
            {hour}h
          </span>
        ))}
        {week.flatMap((hours, day) =>
          hours.map((tally, hour) => (
            <HeatCell
              // biome-ignore lint/suspicious/noArrayIndexKey: an hour of a week is its place
              key={`${day}-${hour}`}
              tally={tally}
              style={place(day, hour)}
              strength={strength(rateOf(tally))}
            />
          )),
        )}
      </div>
      <HoursTwin week={week} />
    </section>
  )
}

const cell =
  'grid h-6 place-items-center overflow-hidden [grid-area:var(--hour)/var(--day)] lg:h-7 lg:[grid-area:var(--day)/var(--hour)]'

function HeatCell({
  tally,
  style,
  strength,
}: {
  readonly tally: Tally
  readonly style: CSSProperties
  readonly strength: number
}) {
  if (tally.tried < ENOUGH) {
    return (
      <span style={style} className={cn(cell, 'rounded-xs text-muted-foreground')}>
        {tally.tried > 0 ? '·' : ''}
      </span>
    )
  }
  const mix = Math.round(6 + strength * 46)
  return (
    <span
      style={{
        ...style,
        background: `color-mix(in oklab, var(--authorized) ${mix}%, var(--card))`,
      }}
      title={`${tally.approved}/${tally.tried}`}
      className={cn(cell, 'num rounded-xs')}
    >
      {Math.round(rateOf(tally) * 100)}
    </span>
  )
}

/** Each hour with its counts: the busiest first would hide when they are. */
function HoursTwin({ week }: Props) {
  const t = useTranslations('reports')
  const { whole, count } = useRates()
  return (
    <Twin summary={t('table')} label={t('hours.title')}>
      <thead>
        <tr>
          <th scope="col">{t('hours.hour')}</th>
          {DAYS.map((day) => (
            <th key={day} scope="col">
              {t(`hours.day.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {HOURS.map((hour) => (
          <tr key={hour}>
            <th scope="row">{hour}h</th>
            {DAYS.map((day) => {
              const tally = week[day]?.[hour] ?? { tried: 0, approved: 0 }
              return (
                <td key={day}>
                  {tally.tried === 0
                    ? '–'
                    : `${whole(rateOf(tally))} (${count(tally.approved)}/${count(tally.tried)})`}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Twin>
  )
}
