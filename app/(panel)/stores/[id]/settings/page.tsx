// app/(panel)/stores/[id]/settings/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Does, DoesList } from '@/components/ui/does'
import { PageHeader } from '@/components/ui/page-header'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { findPlatform, NO_GUIDE } from '@/lib/postbacks/registry'
import { listInstanceChoices } from '@/lib/stores/instance-choices'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import { NATIVE } from '@/lib/stores/views'
import { pauseStoreAction } from '../../actions'
import { KeyForm } from '../../new/key-form'
import { findStoreOf } from '../find-store-of'
import { EditForm } from './edit-form'

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
  const guide = found?.guide ?? NO_GUIDE
  const native = store.platform === NATIVE
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
        {!native && (
          <Card id="key">
            <CardHeader>
              <CardTitle>
                {t('key', { keyLabel: guide.keyLabel, platform: found?.label ?? '' })}
              </CardTitle>
            </CardHeader>
            <CardContent>
              {canEdit ? (
                <KeyForm storeId={store.id} keyLabel={guide.keyLabel} hint={store.keyHint} />
              ) : (
                <p>{store.keyHint ? t('keyHint', { hint: store.keyHint }) : t('keyNone')}</p>
              )}
            </CardContent>
            <Address token={store.token} storeId={store.id} />
          </Card>
        )}
        {canEdit && <Pause storeId={store.id} paused={store.state === 'paused'} />}
      </div>
    </div>
  )
}

async function Address({ token, storeId }: { readonly token: string; readonly storeId: string }) {
  const t = await getTranslations('stores.edit')
  const address = postbackUrlOf({ token }, env.APP_URL)
  return (
    <div className="border-t p-4 lg:p-5">
      <h3>{t('address')}</h3>
      <p className="mt-1 flex items-center justify-between gap-2">
        <span className="font-mono text-xs break-all">{address}</span>
        <CopyButton text={address} label={t('address')} />
      </p>
      <p className="mt-2">
        <Link href={`/stores/new?store=${storeId}`} className="underline underline-offset-4">
          {t('guide')}
        </Link>
      </p>
    </div>
  )
}

async function Pause({ storeId, paused }: { readonly storeId: string; readonly paused: boolean }) {
  const t = await getTranslations('stores.edit')
  return (
    <Card className="[&_li]:border-t-0">
      <DoesList>
        <Does
          title={t('pause')}
          action={
            <form action={pauseStoreAction}>
              <input type="hidden" name="storeId" value={storeId} />
              <input type="hidden" name="paused" value={String(!paused)} />
              <Button type="submit" variant={paused ? 'outline' : 'danger'}>
                {t(paused ? 'resumeAction' : 'pauseAction')}
              </Button>
            </form>
          }
        >
          {t(paused ? 'resumeDoes' : 'pauseDoes')}
        </Does>
      </DoesList>
    </Card>
  )
}
