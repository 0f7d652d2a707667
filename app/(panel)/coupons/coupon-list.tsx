// app/(panel)/coupons/coupon-list.tsx
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CouponsTable } from '@/components/coupons/coupons-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ThumbBar } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import type { Id } from '@/lib/kernel/ids'
import { listCoupons } from '@/lib/offers/list-coupons'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { editCouponAction, endCouponAction } from './actions'

type Props = {
  readonly ctx: Ctx<'member'>
  /** Null lists those of every offer. */
  readonly offer: { readonly id: Id<'offer'>; readonly code: string } | null
  readonly path: string
  readonly before: string | string[] | undefined
  /** What starts a new one; null for who only looks. */
  readonly create: ReactNode
  /** The top of the page, with its main action while the list has not begun with it. */
  readonly head: (action: ReactNode) => ReactNode
  readonly more?: ReactNode
}

const isCouponId = (text: unknown): text is Id<'coupon'> =>
  typeof text === 'string' && /^cpn_[0-9a-z]{25}$/.test(text)

/** The list of one offer's coupons, or of all. */
export async function CouponList({ ctx, offer, path, before, create, head, more }: Props) {
  const t = await getTranslations('coupons')
  const after = isCouponId(before) ? before : undefined
  const { rows, next } = await listCoupons(ctx, { offerId: offer?.id ?? null, before: after })
  const canWork = may(ctx.actor.role, 'work')
  return (
    <>
      {head(rows.length > 0 && create && <span className="max-md:hidden">{create}</span>)}
      {rows.length === 0 ? (
        <Card>
          <EmptyState title={t('none')} action={create}>
            {t('noneText')}
          </EmptyState>
        </Card>
      ) : (
        <CouponsTable
          coupons={rows}
          offerCode={offer?.code ?? null}
          origin={env.APP_URL}
          edit={canWork ? (id) => editCouponAction.bind(null, id) : null}
          end={canWork ? endCouponAction : null}
        />
      )}
      <Pagination
        nextHref={next === null ? null : `${path}?before=${next}`}
        firstHref={after === undefined ? null : path}
      />
      <p className="mt-4 max-w-[72ch] text-xs text-muted-foreground">{t('note')}</p>
      {more != null && <p className="mt-2 text-xs">{more}</p>}
      {rows.length > 0 && create && <ThumbBar>{create}</ThumbBar>}
    </>
  )
}
