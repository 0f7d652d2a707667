// components/checkout/installments-field.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type Installments, yearlyBasisPoints } from '@/lib/kernel/installments'
import { formatReais } from '@/lib/kernel/money'
import type { CheckoutOffer } from './checkout-offer'
import type { CheckoutForm } from './text-field'

const PERCENT = new Intl.NumberFormat('pt-BR', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 2,
})

const percent = (basisPoints: number) => PERCENT.format(basisPoints / 10_000)

/** A native select: the best control on every phone. The total is said wherever it is not the price. */
export function InstallmentsField({
  form,
  offer,
}: {
  readonly form: CheckoutForm
  readonly offer: CheckoutOffer
}) {
  const t = useTranslations('checkout.fields.installments')
  const count = Number(form.watch('installments'))
  const chosen = offer.choices.find((choice) => choice.count === count)
  const say = (choice: Installments) => {
    const values = {
      count: choice.count,
      each: formatReais(choice.first),
      total: formatReais(choice.total),
    }
    if (choice.count === 1) return t('once', { each: formatReais(choice.total) })
    return choice.interest > 0 ? t('interest', values) : t('free', values)
  }
  return (
    <div className="field">
      <label htmlFor="installments">{t('label')}</label>
      <select
        className="select"
        id="installments"
        aria-describedby="installments-hint"
        {...form.register('installments')}
      >
        {offer.choices.map((choice) => (
          <option key={choice.count} value={choice.count}>
            {say(choice)}
          </option>
        ))}
      </select>
      <p className="hint num" id="installments-hint">
        {hintOf(offer, chosen, t)}
      </p>
    </div>
  )
}

type Say = ReturnType<typeof useTranslations<'checkout.fields.installments'>>

function hintOf(offer: CheckoutOffer, chosen: Installments | undefined, t: Say): string {
  const rate = percent(offer.interestBasisPoints)
  const last = offer.choices.at(-1)
  if (chosen === undefined || last === undefined || last.count === 1) return ''
  if (chosen.interest > 0) {
    const cet = percent(yearlyBasisPoints(offer.interestBasisPoints))
    return t('totalRate', { total: formatReais(chosen.total), rate, cet })
  }
  if (chosen.count > 1) return t('totalFree', { total: formatReais(chosen.total) })
  return offer.interestBasisPoints > 0
    ? t('hintRate', { rate })
    : t('hintFree', { count: last.count })
}
