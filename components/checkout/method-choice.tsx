// components/checkout/method-choice.tsx
'use client'

import type { ReactNode } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import { BoletoIcon, CardIcon, PixIcon } from './icons'
import type { Order } from './use-order'
import { useWords } from './words'

const MARKS: Readonly<Record<PaymentMethod, ReactNode>> = {
  card: <CardIcon />,
  pix: <PixIcon />,
  boleto: <BoletoIcon />,
}

type Props = { readonly order: Order; readonly onChoose: (method: PaymentMethod) => void }

/** Radio buttons of the browser: arrows, groups and announcements come with them. */
export function MethodChoice({ order, onChoose }: Props) {
  const t = useWords('checkout.method')
  const last = order.with('card').choices.at(-1)
  const notes: Readonly<Record<PaymentMethod, string>> = {
    card: last === undefined || last.count === 1 ? t('once') : t('upTo', { count: last.count }),
    pix: t('pixNote'),
    boleto: t('boletoNote'),
  }
  return (
    <div className="choices" role="radiogroup" aria-label={t('label')}>
      {order.offer.methods.map((each) => (
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
            checked={each === order.method}
            onChange={() => onChoose(each)}
          />
        </label>
      ))}
    </div>
  )
}
