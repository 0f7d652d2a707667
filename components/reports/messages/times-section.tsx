// components/reports/messages/times-section.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Stat, Stats } from '@/components/ui/stats'
import type { TimesReport } from '@/lib/reports/times-report'

const STEPS = ['arrival', 'scheduling', 'queue', 'delivery'] as const

/** Which side is late: the platform, us, the queue of the number, or the channel. */
export function TimesSection({ times }: { readonly times: TimesReport }) {
  const t = useTranslations('reports.messages.times')
  const words = useTook()
  if (times.measured === 0) return null
  return (
    <Card aria-labelledby="times">
      <CardHeader className="pb-3">
        <div>
          <CardTitle id="times">{t('title')}</CardTitle>
          <CardDescription>{t('text', { count: times.measured })}</CardDescription>
        </div>
      </CardHeader>
      <Stats>
        {STEPS.map((step) => (
          <Stat
            key={step}
            label={t(step)}
            value={words(times[step].p50)}
            note={times[step].p95 === null ? t('none') : t('p95', { time: words(times[step].p95) })}
          />
        ))}
      </Stats>
    </Card>
  )
}

const MINUTE = 60
const HOUR = 3600

function useTook() {
  const format = useFormatter()
  const unit = (value: number, name: 'second' | 'minute' | 'hour') =>
    format.number(value, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: value < 10 ? 1 : 0,
    })
  return (seconds: number | null) => {
    if (seconds === null) return '–'
    if (seconds < MINUTE) return unit(seconds, 'second')
    return seconds < HOUR ? unit(seconds / MINUTE, 'minute') : unit(seconds / HOUR, 'hour')
  }
}
