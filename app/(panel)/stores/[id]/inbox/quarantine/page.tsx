// app/(panel)/stores/[id]/inbox/quarantine/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MappedWords, QuarantineGroup } from '@/components/stores/quarantine-group'
import { ReplayProgress } from '@/components/stores/replay-progress'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { PURCHASE_EVENTS } from '@/db/schema/purchases'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { lastReplay } from '@/lib/postbacks/ask-replay'
import { quarantineOf } from '@/lib/postbacks/quarantine'
import { findStoreOf } from '../../find-store-of'
import { mapWordAction, previewAction, replayAction } from '../actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.quarantine'))('title') }
}

const MEANINGS = PURCHASE_EVENTS.filter((event) => event !== 'unknown')
const RECENT_MS = 10 * 60_000

export default async function QuarantinePage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/stores/${id}/inbox/quarantine`)
  const store = await findStoreOf(ctx, id)
  if (store === null) notFound()
  const t = await getTranslations('stores.quarantine')
  const inbox = await getTranslations('stores.inbox')
  const [{ groups, mapped, more }, replay] = await Promise.all([
    quarantineOf(ctx, store.id),
    lastReplay(ctx, store.id),
  ])
  const mayWork = may(ctx.actor.role, 'work')
  const recent =
    replay?.finishedAt == null || ctx.now().getTime() - replay.finishedAt.getTime() < RECENT_MS
  const actions = mayWork
    ? { preview: previewAction, replay: replayAction, map: mapWordAction }
    : null
  return (
    <>
      <PageHeader
        back={{ href: `/stores/${store.id}/inbox`, label: inbox('title') }}
        title={t('title')}
        description={<p className="max-w-[70ch]">{t('lead')}</p>}
      />
      {replay !== null && recent && <ReplayProgress replay={replay} />}
      <div className="grid gap-4">
        {groups.length === 0 && (
          <Card>
            <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>
          </Card>
        )}
        {groups.map((group) => (
          <QuarantineGroup
            key={`${group.reason} ${group.word}`}
            storeId={store.id}
            group={group}
            events={MEANINGS}
            actions={actions}
          />
        ))}
        {more && <p className="text-muted-foreground">{t('more')}</p>}
        <MappedWords storeId={store.id} mapped={mapped} map={mayWork ? mapWordAction : null} />
      </div>
    </>
  )
}
