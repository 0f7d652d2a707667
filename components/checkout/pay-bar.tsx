// components/checkout/pay-bar.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import { BoletoIcon, LockIcon, PixIcon } from './icons'

type Props = {
  readonly method: PaymentMethod
  readonly busy: boolean
  readonly again: boolean
  readonly total: Centavos
  readonly ref: Ref<HTMLDivElement>
}

const MARKS = { card: <LockIcon />, pix: <PixIcon size={20} />, boleto: <BoletoIcon /> } as const
const MAKE = { card: 'button', pix: 'pix', boleto: 'boleto' } as const
const MAKING = { card: 'confirming', pix: 'pix', boleto: 'boleto' } as const

/** The one button. It stays focusable while paying: `aria-disabled`, and the form ignores a second click. */
export function PayBar({ method, busy, again, total, ref }: Props) {
  const t = useTranslations('checkout')
  const amount = formatReais(total)
  const quiet = again && !busy
  const words = busy
    ? t(`paying.${MAKING[method]}`)
    : t(`pay.${again ? 'again' : MAKE[method]}`, { total: amount })
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
        {busy ? t('pay.noNeed', { total: amount }) : again ? t('pay.onlyOne') : t('pay.safe')}
      </p>
    </div>
  )
}
