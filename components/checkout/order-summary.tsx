// components/checkout/order-summary.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Installments } from '@/lib/kernel/installments'
import { formatReais } from '@/lib/kernel/money'
import type { CheckoutOffer } from './checkout-offer'
import { ShieldIcon } from './icons'

/** How the chosen payment is said under a total: the summary, the receipt. */
export function useWay() {
  const t = useTranslations('checkout.summary')
  return ({ count, interest, first }: Installments) => {
    if (count === 1) return t('once')
    return t(interest > 0 ? 'withInterest' : 'free', { count, each: formatReais(first) })
  }
}

type Props = {
  readonly offer: CheckoutOffer
  readonly chosen: Installments
  readonly method: PaymentMethod
}

/** Written from the same number as the selector and the button: there is one total on the page. */
export function OrderSummary({ offer, chosen, method }: Props) {
  const t = useTranslations('checkout')
  const way = useWay()
  return (
    <aside className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t('summary.title')}</h2>
      <div className="item plain">
        <p>
          <b>{offer.title}</b>
          <span>{offer.sellerBrand}</span>
        </p>
        <span className="num strong">{formatReais(offer.price)}</span>
      </div>
      <dl className="sum">
        {chosen.interest > 0 && (
          <div>
            <dt>{t('summary.interest')}</dt>
            <dd>{formatReais(chosen.interest)}</dd>
          </div>
        )}
        <div className="total">
          <dt>{t('summary.total')}</dt>
          <dd>{formatReais(chosen.total)}</dd>
        </div>
        <div className="note">
          <dt className="sr">{t('summary.way')}</dt>
          <dd>{method === 'card' ? way(chosen) : t(`summary.${method}`)}</dd>
        </div>
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
