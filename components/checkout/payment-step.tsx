// components/checkout/payment-step.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { PaymentMethod } from '@/db/schema/payments'
import { CardFields } from './card-fields'
import type { CheckoutOffer } from './checkout-offer'
import { MethodChoice } from './method-choice'
import { Step } from './step'
import type { CheckoutForm } from './text-field'

type Props = {
  readonly form: CheckoutForm
  readonly offer: CheckoutOffer
  readonly method: PaymentMethod
  readonly onChoose: (method: PaymentMethod) => void
  readonly codeAgain: boolean
  readonly level: 'h2' | 'h3'
}

export function PaymentStep({ form, offer, method, onChoose, codeAgain, level }: Props) {
  const t = useTranslations('checkout')
  return (
    <Step number={2} level={level} title={t('steps.payment')}>
      <div className="stack">
        {offer.methods.length > 1 && (
          <MethodChoice offer={offer} method={method} onChoose={onChoose} />
        )}
        {method === 'card' && <CardFields form={form} offer={offer} codeAgain={codeAgain} />}
        {method === 'pix' && <p>{t('method.pixText')}</p>}
        {method === 'boleto' && <BoletoText offer={offer} />}
      </div>
    </Step>
  )
}

function BoletoText({ offer }: { readonly offer: CheckoutOffer }) {
  const t = useTranslations('checkout.method')
  return (
    <p>
      {t('boletoText', { days: offer.boletoDays })}
      {offer.methods.includes('pix') && ` ${t('boletoOrPix')}`}
    </p>
  )
}
