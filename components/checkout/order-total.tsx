// components/checkout/order-total.tsx
'use client'

import type { Installments } from '@/lib/kernel/installments'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import { dayOf } from './dates'
import type { Order } from './use-order'
import { useLanguage, useWords } from './words'

const NOTHING = 0 as Centavos

/** Noon in São Paulo, so that the day stays itself wherever it is formatted. */
const noonOf = (day: string) => `${day}T12:00:00-03:00`

export function OrderTotal({ order }: { readonly order: Order }) {
  const t = useWords('checkout.summary')
  const words = useWords('checkout.plan')
  const language = useLanguage()
  const way = useWay(order)
  const { chosen, method, firstCharge } = order
  const later = firstCharge?.isLater ?? false
  const date = firstCharge?.on ? dayOf(noonOf(firstCharge.on), language) : ''
  return (
    <>
      {later && (
        <div>
          <dt>{words('first', { date })}</dt>
          <dd>{formatReais(chosen.total)}</dd>
        </div>
      )}
      <div className="total">
        <dt>{later ? words('today') : t('total')}</dt>
        <dd>{formatReais(later ? NOTHING : chosen.total)}</dd>
      </div>
      <div className="note">
        <dt className="sr">{t('way')}</dt>
        <dd>{method === 'card' ? way(chosen) : t(method)}</dd>
      </div>
    </>
  )
}

/** How the chosen payment is said under the total. */
function useWay({ offer, renewal, firstCharge }: Order) {
  const t = useWords('checkout.summary')
  const plan = useWords('checkout.plan')
  return ({ count, interest, first, total }: Installments) => {
    if (offer.plan !== null && renewal !== null) {
      const { every, charges } = offer.plan
      const per = plan(`per.${every}`)
      if (firstCharge?.isLater) return plan('nothingToday')
      // The first one has a discount or something besides; the others are said too.
      if (renewal !== total) return plan('then', { amount: formatReais(renewal), per })
      if (charges === null) return plan('noteOpen', { per })
      return plan('noteTimes', { per, count: charges })
    }
    if (count === 1) return t('once')
    const each = formatReais(first)
    if (offer.terms.interestBy === 'issuer') return t('withIssuer', { count, each })
    return t(interest > 0 ? 'withInterest' : 'free', { count, each })
  }
}
