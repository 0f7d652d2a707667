// app/(panel)/offers/[id]/coupons/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NewCoupon } from '@/components/coupons/new-coupon'
import { OfferHead } from '@/components/offers/offer-head'
import type { Id } from '@/lib/kernel/ids'
import { findOfferHead } from '@/lib/offers/editor-view'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { createCouponAction } from '../../../coupons/actions'
import { CouponList } from '../../../coupons/coupon-list'
import type { Search } from '../../../reports/read-search'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Search>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('coupons'))('title') }
}

export default async function OfferCouponsPage({ params, searchParams }: Props) {
  const offerId = (await params).id as Id<'offer'>
  const path = `/offers/${offerId}/coupons`
  const ctx = await memberContext(path)
  const [offer, t, search] = await Promise.all([
    findOfferHead(ctx, offerId),
    getTranslations('coupons'),
    searchParams,
  ])
  if (offer === null) notFound()
  return (
    <CouponList
      ctx={ctx}
      offer={{ id: offerId, code: offer.code }}
      path={path}
      before={search.before}
      head={(action) => <OfferHead offer={offer} actions={action} />}
      create={
        may(ctx.actor.role, 'work') && (
          <NewCoupon create={createCouponAction.bind(null, offerId)} hasOffer />
        )
      }
      more={
        <Link href="/coupons" className="prose-link">
          {t('allCoupons')}
        </Link>
      }
    />
  )
}
