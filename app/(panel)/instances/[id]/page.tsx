// app/(panel)/instances/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { addressOf, PageQuery } from '@/app/(panel)/notifications/page-query'
import { InstanceCard } from '@/components/instances/instance-card'
import { QueueActivity } from '@/components/instances/queue-activity'
import { MessageSearch } from '@/components/notifications/message-search'
import { Filters } from '@/components/ui/filters'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { ThumbBar } from '@/components/ui/page-header'
import { COUNTED, findQueue, type QueueView } from '@/lib/notifications/instance-views'
import { InstanceId, STATE_GROUPS, type StateGroup } from '@/lib/notifications/messages-query'
import { findActivity } from '@/lib/notifications/queue-activity'
import { findReview } from '@/lib/notifications/review-queue'
import { memberContext } from '@/lib/platform/session'
import { QueueHead, QueueNotices, Steer } from './queue-head'
import { FilteredMessages, WholeQueue } from './queue-lists'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Record<string, string>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await memberContext()
  const id = InstanceId.safeParse((await params).id)
  const queue = id.success ? await findQueue(ctx, id.data, { limit: 1 }) : null
  return { title: queue?.instance.name ?? '' }
}

export default async function QueuePage({ params, searchParams }: Props) {
  const { id: text } = await params
  const ctx = await memberContext(`/instances/${text}`)
  const id = InstanceId.safeParse(text)
  const queue = id.success ? await findQueue(ctx, id.data) : null
  if (queue === null) notFound()
  const [review, activity] = await Promise.all([
    findReview(ctx, queue.instance),
    findActivity(ctx, queue.instance.id),
  ])
  const query = PageQuery.parse(await searchParams)
  const { group, q, cursor } = query
  const now = ctx.now()
  const here = `/instances/${text}`
  const whole = group === undefined && q === undefined && cursor === undefined
  return (
    <>
      <QueueHead queue={queue} />
      <div className="grid gap-5 lg:gap-6">
        <QueueNotices queue={queue} review={review} now={now} />
        <InstanceCard queue={queue} now={now} many={COUNTED} />
        {activity !== null && <QueueActivity activity={activity} />}
        <div>
          <MessageSearch action={here} words={q ?? ''} keep={{ group }} />
          <Groups query={query} here={here} counts={queue.counts} />
          {whole ? (
            <WholeQueue ctx={ctx} queue={queue} now={now} />
          ) : (
            <FilteredMessages ctx={ctx} queue={queue} query={query} now={now} />
          )}
        </div>
      </div>
      <ThumbBar>
        <Steer queue={queue} />
      </ThumbBar>
      <LiveRefresh seconds={5} />
    </>
  )
}

type GroupsProps = {
  readonly query: PageQuery
  readonly here: string
  readonly counts: QueueView['counts']
}

async function Groups({ query, here, counts }: GroupsProps) {
  const t = await getTranslations('notifications.filter')
  const link = (group: StateGroup | undefined) => ({
    href: addressOf(here, { ...query, group, cursor: undefined }),
    label: t(group ?? 'all'),
    current: query.group === group,
    ...(group && { count: counts[group] }),
  })
  const groups = Object.keys(STATE_GROUPS) as StateGroup[]
  return <Filters label={t('label')} links={[link(undefined), ...groups.map(link)]} />
}
