// app/(panel)/stores/[id]/settings/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Does, DoesList } from '@/components/ui/does'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { findPlatform } from '@/lib/postbacks/registry'
import { listInstanceChoices } from '@/lib/stores/instance-choices'
import { NATIVE, type StoreView } from '@/lib/stores/views'
import { archiveStoreAction, pauseStoreAction } from '../../actions'
import { findStoreOf } from '../find-store-of'
import { EditForm } from './edit-form'
import { LinkCard } from './link-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.edit'))('title') }
}

type Props = { readonly params: Promise<{ id: string }> }

export default async function StoreSettingsPage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/stores/${id}/settings`)
  const store = await findStoreOf(ctx, id)
  if (store === null) notFound()
  const t = await getTranslations('stores.edit')
  const canEdit = may(ctx.actor.role, 'work')
  const found = findPlatform(store.platform)
  return (
    <div className="max-w-[720px]">
      <PageHeader back={{ href: `/stores/${store.id}`, label: store.name }} title={t('title')} />
      {!canEdit && <p className="mb-5 text-muted-foreground">{t('readOnly')}</p>}
      <div className="grid gap-5 lg:gap-6">
        <Card>
          <CardHeader>
            <CardTitle>{t('identity')}</CardTitle>
          </CardHeader>
          <CardContent>
            <EditForm
              canEdit={canEdit}
              instances={await listInstanceChoices(ctx)}
              store={{
                storeId: store.id,
                name: store.name,
                instanceId: store.instance?.id ?? '',
                fallbackInstanceId: store.fallback?.id ?? '',
                keptDays: String(store.keptDays),
                messagesForUpsells: store.messagesForUpsells,
                supportPhone: store.supportPhone ?? '',
                supportEmail: store.supportEmail ?? '',
              }}
            />
          </CardContent>
        </Card>
        {found !== null && <LinkCard store={store} platform={found} canEdit={canEdit} />}
        {canEdit && <Steer store={store} />}
      </div>
    </div>
  )
}

async function Steer({ store }: { readonly store: StoreView }) {
  const t = await getTranslations('stores.edit')
  const paused = store.state === 'paused'
  const archived = store.archivedAt !== null
  return (
    <Card className="[&_li:first-child]:border-t-0">
      <DoesList>
        {!archived && (
          <Does
            title={t('pause')}
            action={
              <form action={pauseStoreAction}>
                <input type="hidden" name="storeId" value={store.id} />
                <input type="hidden" name="paused" value={String(!paused)} />
                <Button type="submit" variant={paused ? 'outline' : 'danger'}>
                  {t(paused ? 'resumeAction' : 'pauseAction')}
                </Button>
              </form>
            }
          >
            {t(paused ? 'resumeDoes' : 'pauseDoes')}
          </Does>
        )}
        {store.platform !== NATIVE && (
          <Does
            title={t(archived ? 'restore' : 'archive')}
            action={
              <form action={archiveStoreAction}>
                <input type="hidden" name="storeId" value={store.id} />
                <input type="hidden" name="archived" value={String(!archived)} />
                <Button type="submit" variant={archived ? 'outline' : 'danger'}>
                  {t(archived ? 'restoreAction' : 'archiveAction')}
                </Button>
              </form>
            }
          >
            {t(archived ? 'restoreDoes' : 'archiveDoes')}
          </Does>
        )}
      </DoesList>
    </Card>
  )
}
