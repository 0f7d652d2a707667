// app/(panel)/notifications/page.tsx
import { SlidersHorizontal } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { MessageRow } from '@/components/notifications/message-row'
import { MessageSearch } from '@/components/notifications/message-search'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { GroupHead } from '@/components/ui/queue-row'
import { STATE_GROUPS, type StateGroup } from '@/lib/notifications/messages-query'
import { listForPanel } from '@/lib/notifications/panel-list'
import type { MessageView } from '@/lib/notifications/views'
import { memberContext } from '@/lib/platform/session'
import { messageActions as actions } from './message-actions'
import { addressOf, PageQuery } from './page-query'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

type Props = { readonly searchParams: Promise<Record<string, string>> }
const HERE = '/notifications'
/** How many of those that wait are shown before what happened. */
const AHEAD = 3

export default async function NotificationsPage({ searchParams }: Props) {
  const ctx = await memberContext(HERE)
  const t = await getTranslations('notifications')
  const query = PageQuery.parse(await searchParams)
  const { group, q, cursor } = query
  const filters = {
    ...(q && { search: q }),
    ...(query.store && { store: query.store }),
    ...(query.order && { order: query.order }),
  }
  // Unasked, what waits stands apart: by its turn, above what happened last.
  const isApart = group === undefined && q === undefined && query.order === undefined
  const shown = isApart ? 'happened' : group
  const [{ rows, next }, ahead] = await Promise.all([
    listForPanel(ctx, {
      ...filters,
      limit: 50,
      ...(shown && { group: shown }),
      ...(cursor && { cursor }),
    }),
    isApart && cursor === undefined
      ? listForPanel(ctx, { ...filters, limit: AHEAD, group: 'waiting' })
      : null,
  ])
  const waiting = ahead?.rows ?? []
  const narrowed = group ?? q ?? query.store ?? query.order ?? cursor
  const total = rows.length + waiting.length
  const some = total > 0 || narrowed !== undefined
  const now = ctx.now()
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} actions={some && <EditRules />} />
      {some && (
        <>
          <MessageSearch action={HERE} words={q ?? ''} keep={{ group, store: query.store }} />
          <Groups query={query} />
        </>
      )}
      <Card aria-label={t('list')}>
        <h2 className="sr-only">{t('list')}</h2>
        {total === 0 && <Nothing narrowed={narrowed !== undefined} />}
        {waiting.length > 0 && (
          <GroupHead
            title={t('groups.waiting')}
            note={
              ahead?.next && (
                <Link href={addressOf(HERE, { ...query, group: 'waiting' })} className="prose-link">
                  {t('groups.all')}
                </Link>
              )
            }
          />
        )}
        <List messages={waiting} now={now} />
        {waiting.length > 0 && rows.length > 0 && <GroupHead title={t('groups.happened')} />}
        <List messages={rows} now={now} />
      </Card>
      <Pagination
        nextHref={next && addressOf(HERE, { ...query, cursor: next })}
        firstHref={cursor === undefined ? null : addressOf(HERE, { ...query, cursor: undefined })}
      />
      <LiveRefresh seconds={10} />
    </>
  )
}

function List({
  messages,
  now,
}: {
  readonly messages: readonly MessageView[]
  readonly now: Date
}) {
  return (
    messages.length > 0 && (
      <ul>
        {messages.map((message) => (
          <MessageRow key={message.id} {...{ message, now, actions }} place />
        ))}
      </ul>
    )
  )
}

async function EditRules() {
  const t = await getTranslations('notifications')
  return (
    <>
      <Button asChild>
        <Link href="/notifications/contacts">{t('contacts')}</Link>
      </Button>
      <Button asChild>
        <Link href="/reports/notifications">{t('report')}</Link>
      </Button>
      <Button asChild>
        <Link href="/notifications/rules">
          <SlidersHorizontal aria-hidden />
          {t('editRules')}
        </Link>
      </Button>
    </>
  )
}

async function Groups({ query }: { readonly query: PageQuery }) {
  const t = await getTranslations('notifications.filter')
  const link = (group: StateGroup | undefined) => ({
    href: addressOf(HERE, { ...query, group, cursor: undefined }),
    label: t(group ?? 'all'),
    current: query.group === group,
  })
  const groups = Object.keys(STATE_GROUPS) as StateGroup[]
  return <Filters label={t('label')} links={[link(undefined), ...groups.map(link)]} />
}

async function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  const t = await getTranslations(narrowed ? 'notifications.emptyFilter' : 'notifications.empty')
  const action = (
    <Button asChild variant={narrowed ? 'outline' : 'primary'}>
      <Link href={narrowed ? HERE : '/stores/new'}>{t('action')}</Link>
    </Button>
  )
  return (
    <EmptyState title={t('title')} action={action}>
      {t('body')}
    </EmptyState>
  )
}
