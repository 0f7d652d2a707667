// app/(panel)/stores/[id]/mapping/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { CopyWideButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { guessMapping } from '@/lib/postbacks/guess-mapping'
import { MAPPING_PRESETS } from '@/lib/postbacks/mapping-presets'
import { findSample, wordsAt } from '@/lib/postbacks/mapping-sample'
import { findPlatform } from '@/lib/postbacks/registry'
import { IN_QUERY, MAPPED_EVENTS, MAPPED_FIELDS } from '@/lib/stores/mapping.schema'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import { KeyForm } from '../../new/key-form'
import { findStoreOf } from '../find-store-of'
import { MappingEditor } from './mapping-editor'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.mapping'))('title') }
}

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Partial<Record<'from' | 'body', string>>>
}

export default async function MappingPage({ params, searchParams }: Props) {
  const { id } = await params
  const { from, body } = await searchParams
  const ctx = await memberContext(`/stores/${id}/mapping`)
  const store = await findStoreOf(ctx, id)
  const platform = store && findPlatform(store.platform)
  if (store === null || platform?.isReady === undefined) notFound()
  const t = await getTranslations('stores.mapping')
  const found = await findSample(ctx, store.id, body ?? null)
  const canEdit = may(ctx.actor.role, 'work')
  const wizard = from === 'wizard'
  const back = wizard
    ? { href: `/stores/new?store=${store.id}&step=address`, label: t('backToWizard') }
    : { href: `/stores/${store.id}`, label: store.name }
  const head = <PageHeader back={back} title={t('title')} description={t('lead')} />
  if (found === null) {
    return (
      <>
        {head}
        <Card>
          <EmptyState
            title={t('empty')}
            action={
              <CopyWideButton text={postbackUrlOf(store, env.APP_URL)}>{t('copy')}</CopyWideButton>
            }
          >
            {t('emptyBody')}
          </EmptyState>
        </Card>
      </>
    )
  }
  const { sample, others } = found
  const saved = store.settings.mapping
  const first = saved ?? guessMapping(sample.body, sample.query)
  return (
    <>
      {head}
      {!canEdit && (
        <p className="mb-5 text-muted-foreground">
          {(await getTranslations('stores.edit'))('readOnly')}
        </p>
      )}
      <MappingEditor
        key={sample.postbackId}
        storeId={store.id}
        sample={sample}
        others={others}
        first={first}
        guessed={saved === undefined}
        words={first.event.length === 0 ? [] : await wordsAt(ctx, store.id, first.event)}
        presets={MAPPING_PRESETS}
        fields={MAPPED_FIELDS}
        meanings={MAPPED_EVENTS}
        inQuery={IN_QUERY}
        wizard={wizard}
        canEdit={canEdit}
        keyForm={
          <KeyForm
            storeId={store.id}
            keyLabel={platform.guide.keyLabel}
            hint={store.keyHint}
            ours
          />
        }
      />
    </>
  )
}
