// app/(panel)/stores/[id]/inbox/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InboxLive } from '@/components/stores/inbox-live'
import { InboxSearch } from '@/components/stores/inbox-search'
import { InboxTable } from '@/components/stores/inbox-table'
import { ReplayDialog } from '@/components/stores/replay-dialog'
import { ReplayProgress } from '@/components/stores/replay-progress'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { PURCHASE_EVENTS } from '@/db/schema/purchases'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { lastReplay } from '@/lib/postbacks/ask-replay'
import { listInbox, newestInInbox } from '@/lib/postbacks/inbox'
import { InboxQuery } from '@/lib/postbacks/inbox-query'
import { outcomeKey, outcomesOf } from '@/lib/stores/outcomes'
import { platformInWords } from '../../platform-in-words'
import { findStoreOf } from '../find-store-of'
import { previewAction, replayAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.inbox'))('title') }
}

type Asked = Readonly<Record<string, string | undefined>>
type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Record<string, string | string[]>>
}

const FILTERS = ['all', 'accepted', 'test', 'duplicate', 'quarantined', 'refused'] as const
const KEPT = ['q', 'event', 'from', 'to'] as const
const RECENT_MS = 10 * 60_000

export default async function InboxPage({ params, searchParams }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/stores/${id}/inbox`)
  const store = await findStoreOf(ctx, id)
  if (store === null) notFound()
  const t = await getTranslations('stores')
  const platform = await platformInWords(store.platform)
  const said = await searchParams
  const query = InboxQuery.parse(said)
  const [{ rows, next }, replay, newest] = await Promise.all([
    listInbox(ctx, store.id, query),
    lastReplay(ctx, store.id),
    newestInInbox(ctx, store.id),
  ])
  const kept = rows.flatMap((row) => (row.kind === 'kept' ? [row.postback] : []))
  const outcomes = await outcomesOf(ctx, store.id, kept)
  const here = `/stores/${store.id}/inbox`
  const asked = wordsOf(said, query)
  const mayWork = may(ctx.actor.role, 'work')
  const recent =
    replay?.finishedAt == null || ctx.now().getTime() - replay.finishedAt.getTime() < RECENT_MS
  return (
    <>
      <InboxLive address={`${here}/newest`} newest={newest} />
      <PageHeader
        back={{ href: `/stores/${store.id}`, label: store.name }}
        title={t('inbox.title')}
        description={
          <p className="max-w-[70ch]">
            {t('inbox.lead', { platform })} {t('inbox.kept', { days: store.keptDays })}
            {mayWork && (
              <>
                {' ('}
                <Link href={`/stores/${store.id}/settings`} className="prose-link">
                  {t('inbox.keptChange')}
                </Link>
                )
              </>
            )}
            . {t('inbox.refusedKept')} {t('inbox.live')}
          </p>
        }
        actions={
          <>
            <Button asChild className="max-md:hidden">
              <Link href="/diagnosis">{t('inbox.diagnose')}</Link>
            </Button>
            {mayWork && (
              <ReplayDialog
                wish={{ storeId: store.id }}
                label={t('inbox.replayRange')}
                actions={{ preview: previewAction, replay: replayAction }}
              />
            )}
            {store.quarantined > 0 && (
              <Button asChild variant="primary" className="max-md:h-11">
                <Link href={`${here}/quarantine`}>{t('inbox.quarantine')}</Link>
              </Button>
            )}
          </>
        }
      />
      {replay !== null && recent && <ReplayProgress replay={replay} />}
      <Filters
        label={t('inbox.filters')}
        links={FILTERS.map((name) => {
          const state = name === 'all' ? undefined : name
          return {
            href: addressOf(here, name === 'refused' ? { state } : { ...asked, state }),
            label: t(`inbox.filter.${name}`),
            current: query.state === state,
            ...(name === 'quarantined' && store.quarantined > 0 && { count: store.quarantined }),
          }
        })}
      />
      {query.state !== 'refused' && (
        <InboxSearch action={here} events={PURCHASE_EVENTS} asked={asked} />
      )}
      <Card>
        {rows.length === 0 ? (
          <Nothing platform={platform} filtered={Object.keys(asked).length > 0} />
        ) : (
          <InboxTable
            storeId={store.id}
            rows={rows.map((row) =>
              row.kind === 'refused'
                ? row
                : { postback: row.postback, outcome: outcomes.get(outcomeKey(row.postback)) },
            )}
          />
        )}
      </Card>
      <Pagination
        nextHref={next && addressOf(here, { ...asked, cursor: next })}
        firstHref={query.cursor === undefined ? null : addressOf(here, asked)}
      />
    </>
  )
}

/** What the address said, of what was understood. */
const wordsOf = (said: Record<string, string | string[]>, query: InboxQuery) =>
  Object.fromEntries(
    [...KEPT, 'state' as const].flatMap((name) => {
      const word = said[name]
      return query[name] !== undefined && typeof word === 'string' ? [[name, word]] : []
    }),
  )

function addressOf(here: string, asked: Asked): string {
  const words = Object.entries(asked).flatMap(([name, word]) =>
    word === undefined ? [] : [[name, word]],
  )
  return words.length === 0 ? here : `${here}?${new URLSearchParams(words)}`
}

async function Nothing({ platform, filtered }: { platform: string; filtered: boolean }) {
  const t = await getTranslations('stores.inbox')
  return filtered ? (
    <EmptyState title={t('emptyFilter')}>{t('emptyFilterBody')}</EmptyState>
  ) : (
    <EmptyState title={t('empty')}>{t('emptyBody', { platform })}</EmptyState>
  )
}
