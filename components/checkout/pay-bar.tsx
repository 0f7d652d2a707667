// components/checkout/pay-bar.tsx
'use client'

import type { Ref } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import { formatReais } from '@/lib/kernel/money'
import { BoletoIcon, LockIcon, SmallPixIcon } from './icons'
import type { Order } from './use-order'
import { useWords } from './words'

type Props = {
  readonly order: Order
  readonly method: PaymentMethod
  readonly busy: boolean
  readonly again: boolean
  readonly ref: Ref<HTMLDivElement>
}

const MARKS = { card: <LockIcon />, pix: <SmallPixIcon />, boleto: <BoletoIcon /> } as const
const MAKE = { card: 'button', pix: 'pix', boleto: 'boleto' } as const
const MAKING = { card: 'confirming', pix: 'pix', boleto: 'boleto' } as const

/** The one button. It stays focusable while paying: `aria-disabled`, and the form ignores a second click. */
export function PayBar({ order, method, busy, again, ref }: Props) {
  const t = useWords('checkout')
  const total = formatReais(order.chosen.total)
  const { plan } = order.offer
  const sayButton = () => {
    if (again || plan === null) return t(`pay.${again ? 'again' : MAKE[method]}`, { total })
    if (!order.firstCharge?.isLater) {
      return t('plan.subscribe', { total, per: t(`plan.per.${plan.every}`) })
    }
    return t(plan.trialDays > 0 ? 'plan.startTrial' : 'plan.startLater')
  }
  const quiet = again && !busy
  const words = busy ? t(`paying.${MAKING[method]}`) : sayButton()
  return (
    <div className="pay" ref={ref}>
      <button
        className={quiet ? 'btn wide big quiet' : 'btn wide big'}
        type="submit"
        aria-disabled={busy}
      >
        {MARKS[method]}
        <span className="num">{words}</span>
      </button>
      <p className="under">
        {busy ? t('pay.noNeed', { total }) : again ? t('pay.onlyOne') : t('pay.safe')}
      </p>
    </div>
  )
}
