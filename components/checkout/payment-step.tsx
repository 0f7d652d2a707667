// components/checkout/payment-step.tsx
'use client'

import type { PaymentMethod } from '@/db/schema/payments'
import { CardFields } from './card-fields'
import { MethodChoice } from './method-choice'
import { Step } from './step'
import type { Fields } from './use-fields'
import type { Order } from './use-order'
import { useWords } from './words'

type Props = {
  readonly form: Fields
  readonly order: Order
  readonly onChoose: (method: PaymentMethod) => void
  readonly codeAgain: boolean
  readonly level: 'h2' | 'h3'
}

export function PaymentStep({ form, order, onChoose, codeAgain, level }: Props) {
  const t = useWords('checkout')
  const { offer, method } = order
  return (
    <Step number={2} level={level} title={t('steps.payment')}>
      <div className="stack">
        {offer.methods.length > 1 && <MethodChoice order={order} onChoose={onChoose} />}
        {method === 'card' && <CardFields form={form} order={order} codeAgain={codeAgain} />}
        {offer.plan !== null && <p className="small muted">{t('plan.cardKept')}</p>}
        {method === 'pix' && <p>{t('method.pixText')}</p>}
        {method === 'boleto' && (
          <p>
            {t('method.boletoText', { days: offer.boletoDays })}
            {offer.methods.includes('pix') && ` ${t('method.boletoOrPix')}`}
          </p>
        )}
      </div>
    </Step>
  )
}
