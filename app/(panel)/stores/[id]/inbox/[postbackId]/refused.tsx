// app/(panel)/stores/[id]/inbox/[postbackId]/refused.tsx
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BecauseCard } from '@/components/stores/because-card'
import { Parts } from '@/components/stores/postback-facts'
import { RawBody } from '@/components/stores/raw-body'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { Fact, Facts } from '@/components/ui/facts'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { findRefused } from '@/lib/postbacks/refused-detail'

type Props = {
  readonly ctx: Ctx<'member'>
  readonly storeId: Id<'store'>
  readonly id: Id<'postback'>
}

/** Evidence of a wrong key: looked at, never read. */
export async function RefusedPage({ ctx, storeId, id }: Props) {
  const refused = await findRefused(ctx, id)
  if (refused === null || refused.storeId !== storeId) notFound()
  const t = await getTranslations('stores.postback')
  const { brought, saved, receivedAt, remoteAddress } = refused
  return (
    <>
      <PageHeader
        back={{ href: `/stores/${storeId}/inbox`, label: t('back') }}
        title={t('titleRefused')}
        description={
          <>
            {t('f.received')} <RelativeTime at={receivedAt} />
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] lg:gap-6">
        <div className="grid min-w-0 gap-5 lg:gap-6">
          <BecauseCard
            because="wrong_key"
            word=""
            event=""
            action={{ href: `/stores/${storeId}/settings#key`, name: 'settings' }}
          >
            <p className="mt-2">
              {brought === null ? t('broughtNone') : t('brought', { brought, saved: saved ?? '–' })}
            </p>
          </BecauseCard>
          <RawBody body={refused.body} reveal={null} />
        </div>
        <Card aria-label={t('delivery')}>
          <Facts title={t('delivery')}>
            <Fact label={t('f.from')}>
              <Mono>{remoteAddress ?? '–'}</Mono>
            </Fact>
            <Fact label={t('f.id')} copy={{ text: id, label: t('f.id') }}>
              <Mono>{id}</Mono>
            </Fact>
          </Facts>
          <Parts title={t('headers')} parts={refused.headers} />
          <Parts title={t('query')} parts={refused.query} />
        </Card>
      </div>
    </>
  )
}
