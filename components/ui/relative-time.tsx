// components/ui/relative-time.tsx
import { useLocale, useNow, useTranslations } from 'next-intl'
import { localDateOf, ZONE } from '@/lib/kernel/calendar'
import type { Locale } from '@/messages/locales'

const formatters = (locale: Locale) => {
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })
  return {
    hour: make({ hour: '2-digit', minute: '2-digit', hour12: false }),
    second: make({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
    day: make({ day: 'numeric', month: 'short' }),
    year: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    full: make({ dateStyle: 'full', timeStyle: 'medium' }),
  }
}

/** Made once: an `Intl` constructor costs more than what it formats. */
const FORMATS = { 'pt-BR': formatters('pt-BR'), en: formatters('en') } as const

const DAY_MS = 24 * 60 * 60 * 1000

type Props = {
  readonly at: string | Date
  /**
   * `day` says "hoje, 14:32", and `brief` leaves today out; `hour` is the hour alone, `second` has
   * the seconds of a timeline, `date` has no hour.
   */
  readonly show?: 'day' | 'brief' | 'hour' | 'second' | 'date'
  readonly className?: string
}

/** A time on the clocks of São Paulo; the full date on hover. */
export function RelativeTime({ at, show = 'day', className }: Props) {
  const t = useTranslations('ui.time')
  const format = FORMATS[useLocale()]
  const now = useNow()
  const instant = typeof at === 'string' ? new Date(at) : at
  const full = t('saoPaulo', { full: format.full.format(instant) })
  return (
    <time dateTime={instant.toISOString()} title={full} className={className}>
      {words()}
    </time>
  )

  function words() {
    if (show === 'hour') return format.hour.format(instant)
    if (show === 'second') return format.second.format(instant)
    const day = localDateOf(instant)
    const hour = format.hour.format(instant)
    const on = (days: number) => localDateOf(new Date(now.getTime() + days * DAY_MS))
    if (day === on(0) && show === 'brief') return hour
    if (day === on(0)) return show === 'date' ? t('today') : t('todayAt', { hour })
    if (day === on(-1)) return show === 'date' ? t('yesterday') : t('yesterdayAt', { hour })
    if (day === on(1)) return show === 'date' ? t('tomorrow') : t('tomorrowAt', { hour })
    const isThisYear = day.slice(0, 4) === on(0).slice(0, 4)
    const date = (isThisYear ? format.day : format.year).format(instant).replace('.', '')
    return show === 'date' ? date : t('dateAt', { date, hour })
  }
}
