// app/(panel)/stores/[id]/settings/link-card.tsx
import { Hourglass } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { env } from '@/lib/platform/env'
import { needsKey } from '@/lib/postbacks/needs-key'
import type { Platform } from '@/lib/postbacks/platform'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import type { StoreView } from '@/lib/stores/views'
import { KeyForm } from '../../new/key-form'
import { platformInWords } from '../../platform-in-words'
import { AddressPart } from './address-card'
import { EndGraceButton } from './end-grace-button'

type Props = {
  readonly store: StoreView
  readonly platform: Platform
  readonly canEdit: boolean
}

/** How its platform reaches this store: the key, the address, and what of the old ones still works. */
export async function LinkCard({ store, platform, canEdit }: Props) {
  const t = await getTranslations('stores.edit')
  const { guide, keySource } = platform
  const named = await platformInWords(store.platform)
  const maps = platform.isReady !== undefined
  const address = postbackUrlOf(store, env.APP_URL)
  const keyed = needsKey(store)
  return (
    <Card id="key" className="scroll-mt-20">
      <CardHeader>
        <CardTitle>
          {keyed ? t('key', { keyLabel: guide.keyLabel, platform: named }) : t('noKey')}
        </CardTitle>
      </CardHeader>
      <CardContent>
        {!keyed && <p className="max-w-[56ch] text-muted-foreground">{t('noKeyBody')}</p>}
        {keyed && canEdit && (
          <KeyForm
            storeId={store.id}
            keyLabel={guide.keyLabel}
            hint={store.keyHint}
            ours={keySource === 'ours'}
          />
        )}
        {keyed && !canEdit && (
          <p>{store.keyHint ? t('keyHint', { hint: store.keyHint }) : t('keyNone')}</p>
        )}
        {store.previousKeyUntil !== null && (
          <Grace
            words={t.rich('keyGrace', {
              time: () => <RelativeTime at={store.previousKeyUntil ?? ''} />,
            })}
          >
            {canEdit && <EndGraceButton storeId={store.id} of="key" />}
          </Grace>
        )}
      </CardContent>
      {maps && (
        <Part title={t('mapping')}>
          <p className="max-w-[56ch] text-muted-foreground">
            {t(store.mapped ? 'mappingDone' : 'mappingNone')}
          </p>
          <p className="mt-2">
            <Link href={`/stores/${store.id}/mapping`} className="underline underline-offset-4">
              {t('mappingOpen')}
            </Link>
          </p>
        </Part>
      )}
      <Part title={t('address')}>
        <AddressPart storeId={store.id} address={address} canEdit={canEdit} />
        {store.previousTokenUntil !== null && (
          <Grace
            words={t.rich('addressGraceUntil', {
              end: `…${store.previousToken?.slice(-6) ?? ''}`,
              time: () => <RelativeTime at={store.previousTokenUntil ?? ''} />,
            })}
          >
            {canEdit && <EndGraceButton storeId={store.id} of="address" />}
          </Grace>
        )}
        <p className="mt-2">
          <Link
            href={`/stores/new?store=${store.id}&step=address`}
            className="underline underline-offset-4"
          >
            {t('guide')}
          </Link>
        </p>
      </Part>
    </Card>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="border-t p-4 lg:p-5">
      <h3 className="mb-1">{title}</h3>
      {children}
    </div>
  )
}

/** What was replaced and works for a while longer. */
function Grace({ words, children }: { readonly words: ReactNode; readonly children: ReactNode }) {
  return (
    <div
      role="status"
      className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md bg-muted px-3 py-2.5"
    >
      <span className="flex items-center gap-2">
        <Hourglass aria-hidden className="size-4 shrink-0 text-waiting" />
        <span>{words}</span>
      </span>
      {children}
    </div>
  )
}
