// components/instances/queue-activity.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Stat, Stats } from '@/components/ui/stats'
import { Twin } from '@/components/ui/twin'
import type { Activity } from '@/lib/notifications/queue-activity'

const WIDTH = 280
const HEIGHT = 56
const GAP = 8

/** Whether it moves: the last five minutes, and the last seven days as bars with their table. */
export function QueueActivity({ activity }: { readonly activity: Activity }) {
  const t = useTranslations('instances.activity')
  const { entered, left, days } = activity
  const total = days.reduce((sum, { sent }) => sum + sent, 0)
  return (
    <Card aria-label={t('title')}>
      <div className="grid sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <Stats className="border-t-0 sm:border-r">
          <Stat label={t('entered')} value={entered} note={t('lately')} />
          <Stat label={t('left')} value={left} note={t('lately')} />
        </Stats>
        <figure className="px-4 pt-3 pb-3.5 max-sm:border-t lg:px-5">
          <figcaption className="text-xs text-muted-foreground">
            {t('week', { n: total })}
          </figcaption>
          <Bars days={days} label={t('chart', { n: total, today: days.at(-1)?.sent ?? 0 })} />
        </figure>
      </div>
      <Table days={days} />
    </Card>
  )
}

type Days = Pick<Activity, 'days'>

function Bars({ days, label }: Days & { readonly label: string }) {
  const most = Math.max(...days.map(({ sent }) => sent), 1)
  const width = (WIDTH - GAP * (days.length - 1)) / days.length
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="mt-2 block h-14 w-full max-w-[360px]"
      preserveAspectRatio="none"
    >
      {days.map(({ date, sent }, i) => {
        const height = sent === 0 ? 1.5 : Math.max(4, (sent / most) * HEIGHT)
        const today = i === days.length - 1
        return (
          <rect
            key={date}
            {...{ x: i * (width + GAP), y: HEIGHT - height, width, height, rx: 1.5 }}
            className={today ? 'fill-accent' : 'fill-past'}
          />
        )
      })}
    </svg>
  )
}

function Table({ days }: Days) {
  const t = useTranslations('instances.activity')
  const format = useFormatter()
  const dayOf = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), {
      timeZone: 'UTC',
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
    })
  return (
    <Twin summary={t('table')} label={t('tableLabel')}>
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('sent')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ date, sent }) => (
          <tr key={date}>
            <th scope="row">{dayOf(date)}</th>
            <td>{sent}</td>
          </tr>
        ))}
      </tbody>
    </Twin>
  )
}
