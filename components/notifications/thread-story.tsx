// components/notifications/thread-story.tsx
import { useTranslations } from 'next-intl'
import { CodeChip } from '@/components/ui/code-chip'
import { Event, Timeline } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Tone } from '@/components/ui/tone'
import type { ThreadEvent } from '@/lib/notifications/views'

const BAD = /refused|expired|canceled|chargeback|problem|returned|overdue/
const GOOD = /approved|activated|renewed|delivered|reactivated/
const toneOf = (event: string): Tone =>
  BAD.test(event) ? 'refused' : GOOD.test(event) ? 'paid' : 'authorized'

/** What a cart went through, with the hour at which it happened and the hour at which it came. */
export function ThreadStory({ events }: { readonly events: readonly ThreadEvent[] }) {
  const t = useTranslations('notifications.detail')
  const names = useTranslations('events')
  return (
    <Timeline>
      {events.map(({ event, orderKey, occurredAt, receivedAt }) => (
        <Event
          key={`${event} ${orderKey} ${receivedAt.toISOString()}`}
          tone={toneOf(event)}
          title={names(event as Parameters<typeof names>[0])}
          time={<RelativeTime at={occurredAt} show="brief" />}
          meta={
            <>
              <CodeChip>{orderKey}</CodeChip>
              <span>
                {t('occurred')} <RelativeTime at={occurredAt} show="second" />
              </span>
              <span>
                {t('received')} <RelativeTime at={receivedAt} show="second" />
              </span>
            </>
          }
        />
      ))}
    </Timeline>
  )
}
