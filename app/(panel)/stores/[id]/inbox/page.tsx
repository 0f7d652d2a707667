// app/(panel)/stores/[id]/inbox/page.tsx
import type { Metadata } from 'next'
import Form from 'next/form'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { type InboxRow, InboxTable } from '@/components/stores/inbox-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Filters } from '@/components/ui/filters'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { PostbacksQuery } from '@/lib/postbacks/postbacks-query'
import { findPlatform } from '@/lib/postbacks/registry'
import { listPostbacks } from '@/lib/postbacks/views'
import { outcomeKey, outcomesOf } from '@/lib/stores/outcomes'
import { findStoreOf } from '../find-store-of'
import { ReplayAll } from './replay-all'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.inbox'))('title') }
}

type Asked = Record<string, string>
type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Asked>
}

const FILTERS = ['all', 'accepted', 'test', 'duplicate', 'quarantined'] as const

export default async function InboxPage({ params, searchParams }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/stores/${id}/inbox`)
  const store = await findStoreOf(ctx, id)
  if (store === null) notFound()
  const t = await getTranslations('stores')
  const platform = findPlatform(store.platform)?.label ?? t('native')
  const query = PostbacksQuery.catch({ limit: 50 }).parse(await searchParams)
  const { rows, next } = await listPostbacks(ctx, store.id, query)
  const outcomes = await outcomesOf(ctx, store.id, rows)
  const here = `/stores/${store.id}/inbox`
  const waiting = query.state === 'quarantined' && rows.length > 0
  const replayable = waiting && may(ctx.actor.role, 'work')
  const filter = { state: query.state, order: query.order }
  return (
    <>
      <PageHeader
        back={{ href: `/stores/${store.id}`, label: store.name }}
        title={t('inbox.title')}
        description={t('inbox.lead', { platform })}
        actions={replayable && <ReplayAll storeId={store.id} />}
      />
      <Filters
        label={t('inbox.filters')}
        links={FILTERS.map((name) => {
          const state = name === 'all' ? undefined : name
          const label = t(`inbox.filter.${name}`)
          return { href: addressOf(here, { state }), label, current: query.state === state }
        })}
      />
      <OrderSearch order={query.order ?? ''} state={query.state} action={here} />
      <Card>
        <Rows
          storeId={store.id}
          platform={platform}
          filtered={query.state !== undefined || query.order !== undefined}
          rows={rows.map((postback) => ({ postback, outcome: outcomes.get(outcomeKey(postback)) }))}
        />
      </Card>
      <Pagination
        nextHref={next && addressOf(here, { ...filter, cursor: next })}
        firstHref={query.cursor === undefined ? null : addressOf(here, filter)}
      />
    </>
  )
}

function addressOf(here: string, asked: Readonly<Record<string, string | undefined>>): string {
  const words = Object.entries(asked).flatMap(([name, word]) =>
    word === undefined ? [] : [[name, word]],
  )
  return words.length === 0 ? here : `${here}?${new URLSearchParams(words)}`
}

type RowsProps = {
  readonly storeId: string
  readonly platform: string
  readonly filtered: boolean
  readonly rows: readonly InboxRow[]
}

async function Rows({ storeId, platform, filtered, rows }: RowsProps) {
  const t = await getTranslations('stores.inbox')
  if (rows.length > 0) return <InboxTable storeId={storeId} rows={rows} />
  return filtered ? (
    <EmptyState title={t('emptyFilter')}>{t('emptyFilterBody')}</EmptyState>
  ) : (
    <EmptyState title={t('empty')}>{t('emptyBody', { platform })}</EmptyState>
  )
}

type SearchProps = {
  readonly order: string
  readonly state: string | undefined
  readonly action: string
}

async function OrderSearch({ order, state, action }: SearchProps) {
  const t = await getTranslations('stores.inbox')
  return (
    <Form action={action} className="mb-3 flex max-w-[400px] gap-2">
      {state !== undefined && <input type="hidden" name="state" value={state} />}
      <Field label={t('search')} labelHidden className="min-w-0 flex-1">
        <Input
          type="search"
          name="order"
          defaultValue={order}
          placeholder={t('searchHint')}
          maxLength={120}
        />
      </Field>
      <Button type="submit" className="max-md:h-11">
        {t('find')}
      </Button>
    </Form>
  )
}
