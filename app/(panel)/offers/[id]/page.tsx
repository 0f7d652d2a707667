// app/(panel)/offers/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OfferEditor } from '@/components/offers/offer-editor'
import { PageHeader } from '@/components/ui/page-header'
import type { Id } from '@/lib/kernel/ids'
import { findOfferEditor } from '@/lib/offers/views'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { publishOfferAction, saveDraftAction } from '../actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers')
  return { title: t('title') }
}

export default async function OfferPage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/offers/${id}`)
  const [offer, t] = await Promise.all([
    findOfferEditor(ctx, id as Id<'offer'>),
    getTranslations('offers'),
  ])
  if (offer === null) notFound()
  return (
    <>
      <PageHeader
        title={<span className="break-words">{offer.fields.title}</span>}
        back={{ href: '/offers', label: t('title') }}
      />
      <OfferEditor
        offer={offer}
        canEdit={may(ctx.actor.role, 'work')}
        link={`${env.APP_URL}/s/${offer.code}`}
        save={saveDraftAction.bind(null, id)}
        publish={publishOfferAction.bind(null, id)}
      />
    </>
  )
}
