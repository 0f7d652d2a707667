// components/home/day-card.tsx
import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader } from '@/components/ui/card'
import { Legend, LegendKey } from '@/components/ui/legend'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { Twin } from '@/components/ui/twin'
import { type Centavos, centavos, formatReais, formatShort } from '@/lib/kernel/money'
import type { DayOfSales } from '@/lib/sales/day-of-sales'
import { DayStats } from './day-stats'
import { HourChart } from './hour-chart'
import { HoursTable } from './hours-table'
import { runningSums } from './scale'
import { ViewSwitch } from './view-switch'

type Props = { readonly day: DayOfSales; readonly weekday: string; readonly messages: number }

/** The number of the day, and how it came. */
export function DayCard({ day, weekday, messages }: Props) {
  const t = useTranslations('home.day')
  const lastWeek = t('lastWeek', { weekday })
  return (
    <Card
      aria-labelledby="day"
      className="has-[#view-hour:checked]:[&_.view-sum]:hidden has-[#view-sum:checked]:[&_.view-hour]:hidden"
    >
      <CardHeader className="items-start">
        <div className="min-w-0">
          <h2 id="day" className="mb-1 text-sm font-normal tracking-normal text-muted-foreground">
            {t('title')}
          </h2>
          <p>
            <Amount value={day.revenue} size={40} />
          </p>
          <Delta day={day} lastWeek={lastWeek} />
        </div>
        <ViewSwitch label={t('view')} hour={t('byHour')} sum={t('added')} />
      </CardHeader>
      <Charts day={day} lastWeek={lastWeek} />
      <Legend className="p-4 lg:px-5">
        <LegendKey mark="today">{t('today')}</LegendKey>
        <LegendKey mark="past">{lastWeek}</LegendKey>
        <LegendKey mark="open">
          {t.rich('open', {
            hour: day.hour,
            amount: formatReais(day.hours[day.hour] ?? centavos(0)),
            time: () => <RelativeTime at={day.at} show="hour" />,
          })}
        </LegendKey>
      </Legend>
      <DayStats day={day} messages={messages} />
      <Twin summary={t('table')} label={t('tableLabel')}>
        <HoursTable day={day} lastWeek={lastWeek} />
      </Twin>
    </Card>
  )
}

function Delta({ day, lastWeek }: { readonly day: DayOfSales; readonly lastWeek: string }) {
  const t = useTranslations('home.day')
  const format = useFormatter()
  const { revenue } = day.before
  if (revenue === 0) {
    return <p className="mt-1 text-muted-foreground">{t('nothingBefore', { lastWeek })}</p>
  }
  const change = day.revenue / revenue - 1
  const isUp = change >= 0
  return (
    <p className="mt-1">
      <Status
        tone={isUp ? 'paid' : 'waiting'}
        icon={isUp ? ArrowUpRight : ArrowDownRight}
        className="gap-0.5 font-medium text-tone"
      >
        {format.number(Math.abs(change), { style: 'percent', maximumFractionDigits: 0 })}
      </Status>{' '}
      <span className="text-muted-foreground">
        {t(isUp ? 'more' : 'less', { lastWeek, amount: formatReais(revenue) })}
      </span>
    </p>
  )
}

/** What the hour will come to if its rest goes like the hour before: half an hour is no fall. */
const paceOf = (current: Centavos, previous: Centavos, gone: number) =>
  centavos(Math.round(current + previous * (1 - gone)))

function Charts({ day, lastWeek }: { readonly day: DayOfSales; readonly lastWeek: string }) {
  const t = useTranslations('home.day')
  const locale = useLocale()
  const short = (amount: Centavos) => t('short', { amount: formatShort(amount, locale) })
  const current = day.hours[day.hour] ?? centavos(0)
  const done = day.hours.slice(0, day.hour)
  const pace = paceOf(current, done.at(-1) ?? centavos(0), day.gone)
  const best = Math.max(0, ...done)
  const at = done.indexOf(centavos(best))
  const flag = best === 0 ? null : { hour: at, text: t('best', { hour: at }) }
  const sums = runningSums(day.hours.slice(0, day.hour + 1))
  return (
    <>
      <HourChart
        className="view-hour"
        today={done}
        open={pace}
        openNote={t('atThisPace')}
        before={day.lastWeek}
        flag={flag}
        label={t('chart', {
          hour: Math.max(at, 0),
          best: short(centavos(best)),
          pace: short(pace),
          lastWeek,
          before: short(day.before.revenue),
        })}
      />
      <HourChart
        className="view-sum"
        today={sums.slice(0, -1)}
        open={day.revenue}
        openNote={t('soFar')}
        before={runningSums(day.lastWeek)}
        flag={null}
        label={t('chartSum', {
          amount: formatReais(day.revenue),
          lastWeek,
          before: formatReais(day.before.revenue),
        })}
      />
    </>
  )
}
