// app/(panel)/stores/[id]/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DayCard } from '@/components/stores/day-card'
import { FixItems } from '@/components/stores/fix-items'
import { InboxTable } from '@/components/stores/inbox-table'
import { OriginsCard } from '@/components/stores/origins-card'
import { StoreChecklist } from '@/components/stores/store-checklist'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { sendingOf } from '@/lib/notifications/sending-evidence'
import { memberContext } from '@/lib/platform/session'
import { needsKey } from '@/lib/postbacks/needs-key'
import { findPlatform, NO_GUIDE } from '@/lib/postbacks/registry'
import { listPostbacks } from '@/lib/postbacks/views'
import { checklistOf } from '@/lib/stores/checklist'
import { dayOf } from '@/lib/stores/day'
import { originsOf } from '@/lib/stores/origins'
import { outcomeKey, outcomesOf } from '@/lib/stores/outcomes'
import { NATIVE } from '@/lib/stores/views'
import { platformInWords } from '../platform-in-words'
import { CheckAgain } from './check-again'
import { findStoreOf } from './find-store-of'
import { ArchivedNote, ContinueNote, PausedNote, StoreHead } from './store-head'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await memberContext()
  return { title: (await findStoreOf(ctx, (await params).id))?.name ?? '' }
}

const LAST = 8

export default async function StorePage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/stores/${id}`)
  const store = await findStoreOf(ctx, id)
  if (store === null) notFound()
  const t = await getTranslations('stores')
  const found = findPlatform(store.platform)
  const guide = found?.guide ?? NO_GUIDE
  const platform = await platformInWords(store.platform)
  const expected = {
    ...guide,
    keyed: needsKey(store),
    maps: found?.isReady !== undefined,
  }
  const [checks, day, inbox, origins] = await Promise.all([
    checklistOf(ctx, store, expected, await sendingOf(ctx, store.id)),
    dayOf(ctx, store.id),
    listPostbacks(ctx, store.id, { limit: LAST }),
    originsOf(ctx, store.id),
  ])
  const outcomes = await outcomesOf(ctx, store.id, inbox.rows)
  const red = checks.filter(({ state }) => state === 'missing')
  const words = {
    storeId: store.id,
    instanceId: store.instance?.id ?? null,
    platform,
    keyLabel: guide.keyLabel,
    testButton: guide.testButton,
    testInCorner: guide.testInCorner === true,
    keyOurs: found?.keySource === 'ours',
  }
  return (
    <>
      <StoreHead store={store} platform={found === null || expected.maps ? null : platform} />
      <div className="grid gap-5 lg:gap-6">
        {store.state === 'paused' && store.archivedAt === null && <PausedNote storeId={store.id} />}
        {store.archivedAt !== null && <ArchivedNote storeId={store.id} />}
        {store.unfinished && <ContinueNote storeId={store.id} />}
        <StoreChecklist
          checks={checks}
          fixes={<FixItems red={red} words={words} again={<CheckAgain />} />}
          {...words}
        />
        <DayCard day={day} platform={platform} now={ctx.now()} />
        {store.platform !== NATIVE && (
          <Card aria-label={t('inbox.title')}>
            <CardHeader className="pb-3">
              <CardTitle>{t('inbox.title')}</CardTitle>
              {inbox.rows.length > 0 && (
                <Link
                  href={`/stores/${store.id}/inbox`}
                  className="text-muted-foreground underline underline-offset-4 hover:text-foreground"
                >
                  {t('inbox.all')}
                </Link>
              )}
            </CardHeader>
            {inbox.rows.length === 0 ? (
              <EmptyState title={t('inbox.empty')}>{t('inbox.emptyBody', { platform })}</EmptyState>
            ) : (
              <InboxTable
                titled
                storeId={store.id}
                rows={inbox.rows.map((postback) => ({
                  postback,
                  outcome: outcomes.get(outcomeKey(postback)),
                }))}
              />
            )}
          </Card>
        )}
        {guide.tracksOrigin && (
          <OriginsCard origins={origins} href={`/reports/origins?store=${store.id}`} />
        )}
      </div>
    </>
  )
}
