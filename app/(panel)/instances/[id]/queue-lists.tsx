// app/(panel)/instances/[id]/queue-lists.tsx
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { messageActions as actions } from '@/app/(panel)/notifications/message-actions'
import { addressOf, type PageQuery } from '@/app/(panel)/notifications/page-query'
import { MessageRow } from '@/components/notifications/message-row'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { GroupHead } from '@/components/ui/queue-row'
import { listDecided, type QueueView } from '@/lib/notifications/instance-views'
import { listForPanel } from '@/lib/notifications/panel-list'
import { listMessages } from '@/lib/notifications/views'
import type { Ctx } from '@/lib/platform/context'

const DECIDED = 20

type Props = {
  readonly ctx: Ctx<'member'>
  readonly queue: QueueView
  readonly now: Date
}

/** What is leaving, what waits in its order, and what was decided lately. */
export async function WholeQueue({ ctx, queue, now }: Props) {
  const t = await getTranslations('instances.queue')
  const list = await getTranslations('notifications')
  const { instance, waiting, counts } = queue
  const [leaving, decided] = await Promise.all([
    listMessages(ctx, { instance: instance.id, state: ['sending'], limit: 20 }),
    listDecided(ctx, instance.id, { limit: DECIDED }),
  ])
  const nothing = leaving.rows.length + waiting.length + decided.length === 0
  if (nothing) {
    return (
      <Card>
        <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
      </Card>
    )
  }
  const seconds = Math.round(instance.intervalMs / 1000)
  const pace = seconds === 0 ? counts.waiting : t('everySeconds', { n: counts.waiting, seconds })
  const today = t('todayCount', { n: counts.sent + counts.unsent })
  return (
    <Card aria-label={list('list')}>
      <h2 className="sr-only">{list('list')}</h2>
      {leaving.rows.length > 0 && (
        <>
          <GroupHead title={t('now')} />
          <ul>
            {leaving.rows.map((message) => (
              <MessageRow key={message.id} {...{ message, now, actions }} />
            ))}
          </ul>
        </>
      )}
      {waiting.length > 0 && (
        <>
          <GroupHead title={t('inQueue')} note={pace} />
          <ul>
            {waiting.map((message) => (
              <MessageRow key={message.id} {...{ message, now, actions }} eta={message.eta} />
            ))}
          </ul>
        </>
      )}
      {decided.length > 0 && (
        <>
          <GroupHead title={t('decided')} note={today} />
          <ul>
            {decided.map((message) => (
              <MessageRow key={message.id} {...{ message, now, actions }} />
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

/** One kind of them, or those that match some words. */
export async function FilteredMessages({
  ctx,
  queue,
  query,
  now,
}: Props & { readonly query: PageQuery }) {
  const t = await getTranslations('notifications')
  const { group, q, cursor } = query
  const { id } = queue.instance
  const here = `/instances/${id}`
  const { rows, next } = await listForPanel(ctx, {
    instance: id,
    limit: 50,
    ...(group && { group }),
    ...(q && { search: q }),
    ...(cursor && { cursor }),
  })
  const etaOf = new Map(queue.waiting.map((message) => [message.id, message.eta]))
  return (
    <>
      <Card aria-label={t('list')}>
        {rows.length === 0 ? (
          <EmptyState
            title={t('emptyFilter.title')}
            action={
              <Button asChild>
                <Link href={here}>{t('emptyFilter.action')}</Link>
              </Button>
            }
          >
            {t('emptyFilter.body')}
          </EmptyState>
        ) : (
          <ul>
            {rows.map((message) => {
              const eta = etaOf.get(message.id)
              return (
                <MessageRow key={message.id} {...{ message, now, actions, ...(eta && { eta }) }} />
              )
            })}
          </ul>
        )}
      </Card>
      <Pagination
        nextHref={next && addressOf(here, { ...query, cursor: next })}
        firstHref={cursor === undefined ? null : addressOf(here, { ...query, cursor: undefined })}
      />
    </>
  )
}
