// components/instances/instance-card.tsx
import { useTranslations } from 'next-intl'
import { useDistance } from '@/components/notifications/moments'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, Stats } from '@/components/ui/stats'
import type { QueueView } from '@/lib/notifications/instance-views'
import { CapBar } from './cap-bar'
import { useCauseWords } from './cause-words'
import { InstanceState } from './instance-state'

const SOON_MS = 600_000

type Props = { readonly queue: QueueView; readonly now: Date; readonly many: number }

/** Number, state, pace, today's count of the cap, and who is next. */
export function InstanceCard({ queue, now, many }: Props) {
  const t = useTranslations('instances')
  const wordsOf = useCauseWords()
  const { instance } = queue
  const cause = instance.state === 'connected' ? null : instance.stateCause
  return (
    <Card aria-label={t('queue.label')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 p-4 lg:p-5">
        <InstanceState instance={instance} now={now} chip />
        <span className="text-muted-foreground">
          {t.rich('since', {
            when: () => <RelativeTime at={instance.changedAt} show="date" />,
            channel: instance.channelLabel,
          })}
        </span>
        {cause !== null && (
          <span className="w-full text-xs text-muted-foreground">
            {t('cause', { cause: wordsOf(cause) })}
          </span>
        )}
      </div>
      <QueueStats {...{ queue, now, many }} />
    </Card>
  )
}

function QueueStats({ queue, now, many }: Props) {
  const t = useTranslations('instances.queue')
  const distance = useDistance()
  const { instance, counts, nextAt, lastAt } = queue
  const { intervalMs, jitterPercent, maxInFlight, sentToday, cap } = instance
  const waiting = counts.waiting >= many ? t('many', { n: many }) : counts.waiting
  const soon = nextAt !== null && nextAt.getTime() - now.getTime() < SOON_MS
  return (
    <Stats>
      <Stat
        label={t('waiting')}
        value={waiting}
        note={
          lastAt === null
            ? t('nobody')
            : t.rich('last', { time: () => <RelativeTime at={lastAt} show="brief" /> })
        }
      />
      <Stat
        label={t('next')}
        value={
          nextAt === null ? '—' : <RelativeTime at={nextAt} show={soon ? 'second' : 'brief'} />
        }
        note={nextAt === null ? t('none') : distance(nextAt, now)}
      />
      <Stat
        label={t('pace')}
        value={intervalMs === 0 ? t('atOnce') : `${Math.round(intervalMs / 1000)} s`}
        note={
          intervalMs === 0
            ? t('inFlight', { n: maxInFlight })
            : t('between', { jitter: jitterPercent })
        }
      />
      <Stat
        label={t('today')}
        value={
          <>
            {sentToday}{' '}
            {cap !== null && (
              <span className="text-sm font-normal text-muted-foreground">{t('of', { cap })}</span>
            )}
          </>
        }
        note={
          cap === null ? (
            t('noCap')
          ) : (
            <CapBar
              {...{ sent: sentToday, waiting: counts.waiting, cap }}
              label={t('bar', { sent: sentToday, waiting: counts.waiting, cap })}
            />
          )
        }
      />
    </Stats>
  )
}
