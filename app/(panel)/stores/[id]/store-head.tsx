// app/(panel)/stores/[id]/store-head.tsx
import { Settings } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { CopyTextButton } from '@/components/stores/copy-text-button'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { env } from '@/lib/platform/env'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import { NATIVE, type StoreView } from '@/lib/stores/views'
import { archiveStoreAction, pauseStoreAction } from '../actions'

type Props = { readonly store: StoreView; readonly platform: string | null }

export async function StoreHead({ store, platform }: Props) {
  const t = await getTranslations('stores')
  const { last, instance } = store
  const native = store.platform === NATIVE
  const when =
    last === null
      ? t('head.none')
      : t.rich('head.last', { time: () => <RelativeTime at={last.at} /> })
  const through =
    instance === null ? t('head.noSender') : t('head.through', { sender: instance.name })
  return (
    <PageHeader
      back={{ href: '/stores', label: t('back') }}
      title={platform === null ? store.name : t('on', { store: store.name, platform })}
      description={
        <>
          {when}, {through}
        </>
      }
      actions={
        <>
          {!native && (
            <CopyTextButton text={postbackUrlOf(store, env.APP_URL)}>{t('copyUrl')}</CopyTextButton>
          )}
          <Button asChild>
            <Link href={`/notifications/rules?store=${store.id}`}>{t('editRules')}</Link>
          </Button>
          <Button asChild size="icon" aria-label={t('settings')}>
            <Link href={`/stores/${store.id}/settings`} title={t('settings')}>
              <Settings aria-hidden />
            </Link>
          </Button>
        </>
      }
    />
  )
}

type NoteProps = { readonly storeId: string }

export async function PausedNote({ storeId }: NoteProps) {
  const t = await getTranslations('stores.paused')
  return (
    <form action={pauseStoreAction} className={note}>
      <input type="hidden" name="storeId" value={storeId} />
      <input type="hidden" name="paused" value="false" />
      <NoteWords title={t('title')} body={t('body')} />
      <Button type="submit">{t('resume')}</Button>
    </form>
  )
}

export async function ArchivedNote({ storeId }: NoteProps) {
  const t = await getTranslations('stores.archived')
  return (
    <form action={archiveStoreAction} className={note}>
      <input type="hidden" name="storeId" value={storeId} />
      <input type="hidden" name="archived" value="false" />
      <NoteWords title={t('title')} body={t('body')} />
      <Button type="submit">{t('restore')}</Button>
    </form>
  )
}

/** Until the wizard was walked to its end it can be gone on with, from where it was left. */
export async function ContinueNote({ storeId }: NoteProps) {
  const t = await getTranslations('stores.unfinished')
  return (
    <div className={note}>
      <NoteWords title={t('title')} body={t('body')} />
      <Button asChild>
        <Link href={`/stores/new?store=${storeId}`}>{t('action')}</Link>
      </Button>
    </div>
  )
}

const note =
  'flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-card p-4 lg:px-5'

function NoteWords({ title, body }: { readonly title: string; readonly body: string }) {
  return (
    <div>
      <h2 className="text-sm tracking-normal">{title}</h2>
      <p className="text-muted-foreground">{body}</p>
    </div>
  )
}
