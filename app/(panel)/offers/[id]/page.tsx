// app/(panel)/offers/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OfferEditor } from '@/components/offers/offer-editor'
import { OfferHead } from '@/components/offers/offer-head'
import type { Id } from '@/lib/kernel/ids'
import { findOfferEditor, findOfferHead } from '@/lib/offers/editor-view'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { duplicateOfferAction, moveOfferAction } from '../actions'
import {
  changesAction,
  discardDraftAction,
  lastSavedAction,
  loadEditorAction,
  publishOfferAction,
  saveDraftAction,
} from './actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const [ctx, t] = await Promise.all([memberContext(`/offers/${id}`), getTranslations('offers')])
  const offer = await findOfferHead(ctx, id as Id<'offer'>)
  return { title: offer?.title ?? t('title') }
}

export default async function OfferPage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/offers/${id}`)
  const offer = await findOfferEditor(ctx, id as Id<'offer'>)
  if (offer === null) notFound()
  return (
    <>
      <OfferHead offer={offer} />
      <OfferEditor
        offer={offer}
        canEdit={may(ctx.actor.role, 'work')}
        link={`${env.APP_URL}/s/${offer.code}`}
        address={`${env.APP_URL}/o/${offer.code}`}
        actions={{
          save: saveDraftAction.bind(null, id),
          load: loadEditorAction.bind(null, id),
          check: lastSavedAction.bind(null, id),
          changes: changesAction.bind(null, id),
          discard: discardDraftAction.bind(null, id),
          publish: publishOfferAction.bind(null, id),
          duplicate: duplicateOfferAction.bind(null, id),
          move: moveOfferAction.bind(null, id),
        }}
      />
    </>
  )
}
