// components/checkout/method-choice.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import type { CheckoutOffer } from './checkout-offer'
import { BoletoIcon, CardIcon, PixIcon } from './icons'

const MARKS: Readonly<Record<PaymentMethod, ReactNode>> = {
  card: <CardIcon />,
  pix: <PixIcon />,
  boleto: <BoletoIcon />,
}

type Props = {
  readonly offer: CheckoutOffer
  readonly method: PaymentMethod
  readonly onChoose: (method: PaymentMethod) => void
}

/** Radio buttons of the browser: arrows, groups and announcements come with them. */
export function MethodChoice({ offer, method, onChoose }: Props) {
  const t = useTranslations('checkout.method')
  const last = offer.choices.at(-1)
  const notes: Readonly<Record<PaymentMethod, string>> = {
    card: last === undefined || last.count === 1 ? t('once') : t('upTo', { count: last.count }),
    pix: t('pixNote'),
    boleto: t('boletoNote'),
  }
  return (
    <div className="choices" role="radiogroup" aria-label={t('label')}>
      {offer.methods.map((each) => (
        <label key={each} className="choice">
          {MARKS[each]}
          <span>
            <b>{t(each)}</b>
            <small>{notes[each]}</small>
          </span>
          <input
            type="radio"
            name="method"
            value={each}
            checked={each === method}
            onChange={() => onChoose(each)}
          />
        </label>
      ))}
    </div>
  )
}
