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
import { STATE_GROUPS, type StateGroup } from '@/lib/notifications/messages-query'
import { listForPanel } from '@/lib/notifications/panel-list'
import { memberContext } from '@/lib/platform/session'
import { messageActions as actions } from './message-actions'
import { addressOf, PageQuery } from './page-query'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

type Props = { readonly searchParams: Promise<Record<string, string>> }
const HERE = '/notifications'

export default async function NotificationsPage({ searchParams }: Props) {
  const ctx = await memberContext(HERE)
  const t = await getTranslations('notifications')
  const query = PageQuery.parse(await searchParams)
  const { group, q, cursor } = query
  const { rows, next } = await listForPanel(ctx, {
    limit: 50,
    ...(group && { group }),
    ...(q && { search: q }),
    ...(cursor && { cursor }),
    ...(query.store && { store: query.store }),
    ...(query.order && { order: query.order }),
  })
  const narrowed = group ?? q ?? query.store ?? query.order ?? cursor
  const some = rows.length > 0 || narrowed !== undefined
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
        {rows.length === 0 ? (
          <Nothing narrowed={narrowed !== undefined} />
        ) : (
          <ul>
            {rows.map((message) => (
              <MessageRow key={message.id} {...{ message, now, actions }} place />
            ))}
          </ul>
        )}
      </Card>
      <Pagination
        nextHref={next && addressOf(HERE, { ...query, cursor: next })}
        firstHref={cursor === undefined ? null : addressOf(HERE, { ...query, cursor: undefined })}
      />
      <LiveRefresh seconds={10} />
    </>
  )
}

async function EditRules() {
  const t = await getTranslations('notifications')
  return (
    <Button asChild>
      <Link href="/notifications/rules">
        <SlidersHorizontal aria-hidden />
        {t('editRules')}
      </Link>
    </Button>
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
