// app/(panel)/coupons/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewCoupon } from '@/components/coupons/new-coupon'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import type { Search } from '../reports/read-search'
import { createCouponAction } from './actions'
import { CouponList } from './coupon-list'

type Props = { readonly searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('coupons'))('title') }
}

export default async function CouponsPage({ searchParams }: Props) {
  const path = '/coupons'
  const ctx = await memberContext(path)
  const [t, search] = await Promise.all([getTranslations('coupons'), searchParams])
  return (
    <CouponList
      ctx={ctx}
      offer={null}
      path={path}
      before={search.before}
      head={(action) => (
        <PageHeader
          title={t('title')}
          back={{ href: '/offers', label: t('offers') }}
          actions={action}
        />
      )}
      create={
        may(ctx.actor.role, 'work') && (
          <NewCoupon create={createCouponAction.bind(null, null)} hasOffer={false} />
        )
      }
    />
  )
}
