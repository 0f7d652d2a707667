// components/checkout/order-summary.tsx
'use client'

import type { ReactNode } from 'react'
import { formatReais } from '@/lib/kernel/money'
import type { Pictures } from './checkout-form'
import { CouponField } from './coupon-field'
import { ShieldIcon } from './icons'
import { OrderTotal } from './order-total'
import type { Order } from './use-order'
import { useWords } from './words'

type Props = {
  readonly order: Order
  readonly pictures: Pictures
  /** What was sent can no longer be changed. */
  readonly settled: boolean
}

/** Written from the same number as the selector and the button: there is one total on the page. */
export function OrderSummary({ order, pictures, settled }: Props) {
  const t = useWords('checkout')
  const { offer, chosen, discount, coupon } = order
  return (
    <aside className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t('summary.title')}</h2>
      <Item picture={pictures.cover} name={offer.title} of={offer.sellerBrand}>
        {formatReais(offer.terms.price)}
      </Item>
      {offer.bumps
        .filter(({ id }) => order.ticked.includes(id))
        .map(({ id, title, price }) => (
          <Item key={id} picture={pictures.bumps[id]} name={title}>
            {formatReais(price)}
          </Item>
        ))}
      {offer.takesCoupons && !settled && <CouponField order={order} />}
      <dl className="sum">
        {discount > 0 && coupon.taken !== null && (
          <div>
            <dt>{t('coupon.line', { code: coupon.taken.code })}</dt>
            <dd>−{formatReais(discount)}</dd>
          </div>
        )}
        {chosen.interest > 0 && (
          <div>
            <dt>{t('summary.interest')}</dt>
            <dd>{formatReais(chosen.interest)}</dd>
          </div>
        )}
        <OrderTotal order={order} />
      </dl>
      {offer.guaranteeDays > 0 && (
        <p className="promise">
          <ShieldIcon />
          <span>{t('guaranteeLong', { days: offer.guaranteeDays })}</span>
        </p>
      )}
    </aside>
  )
}

type ItemProps = {
  readonly picture: ReactNode
  readonly name: string
  readonly of?: string
  readonly children: ReactNode
}

function Item({ picture, name, of, children }: ItemProps) {
  return (
    <div className={picture ? 'item' : 'item plain'}>
      {picture}
      <p>
        <b>{name}</b>
        {of !== undefined && <span>{of}</span>}
      </p>
      <span className="num strong">{children}</span>
    </div>
  )
}
