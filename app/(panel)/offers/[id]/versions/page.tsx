// app/(panel)/offers/[id]/versions/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OfferHead } from '@/components/offers/offer-head'
import { VersionList } from '@/components/offers/version-list'
import type { Id } from '@/lib/kernel/ids'
import { findOfferHead } from '@/lib/offers/editor-view'
import { listVersions } from '@/lib/offers/versions-view'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { restoreVersionAction } from '../actions'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<{ before?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers.nav')
  return { title: t('versions') }
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const [{ id }, { before }] = await Promise.all([params, searchParams])
  const ctx = await memberContext(`/offers/${id}/versions`)
  const offerId = id as Id<'offer'>
  const page = { offerId, before: /^\d{1,6}$/.test(before ?? '') ? Number(before) : undefined }
  const [offer, versions] = await Promise.all([
    findOfferHead(ctx, offerId),
    listVersions(ctx, page),
  ])
  if (offer === null) notFound()
  return (
    <>
      <OfferHead offer={offer} />
      <VersionList
        offerId={id}
        versions={versions}
        isFirstPage={page.before === undefined}
        canRestore={may(ctx.actor.role, 'work') && !offer.isArchived}
        restore={restoreVersionAction.bind(null, id)}
      />
    </>
  )
}
