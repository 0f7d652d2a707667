// components/checkout/installments-field.tsx
'use client'

import { type Installments, yearlyBasisPoints } from '@/lib/kernel/installments'
import { formatReais } from '@/lib/kernel/money'
import type { Fields } from './use-fields'
import type { Order } from './use-order'
import { useWords } from './words'

const PERCENT = new Intl.NumberFormat('pt-BR', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 2,
})

const percent = (basisPoints: number) => PERCENT.format(basisPoints / 10_000)

type Props = { readonly form: Fields; readonly order: Order }

/** A native select: the best control on every phone. The total is said wherever it is not the price. */
export function InstallmentsField({ form, order }: Props) {
  const t = useWords('checkout.fields.installments')
  const hint = useHint(order)
  const { choices, chosen } = order
  const say = (choice: Installments) => {
    const values = {
      count: choice.count,
      each: formatReais(choice.first),
      total: formatReais(choice.total),
    }
    if (choice.count === 1) return t('once', { each: values.total })
    if (order.offer.terms.interestBy === 'issuer') return t('issuer', values)
    return choice.interest > 0 ? t('interest', values) : t('free', values)
  }
  if (choices.length < 2) return null
  return (
    <div className="field">
      <label htmlFor="installments">{t('label')}</label>
      <select
        className="select"
        id="installments"
        aria-describedby="installments-hint"
        value={chosen.count}
        onChange={({ currentTarget: { value } }) => form.type('installments', value)}
      >
        {choices.map((choice) => (
          <option key={choice.count} value={choice.count}>
            {say(choice)}
          </option>
        ))}
      </select>
      <p className="hint num" id="installments-hint">
        {hint}
      </p>
    </div>
  )
}

/** Under the selector: the total of the choice, and what the interest is a month and a year. */
function useHint({ offer, choices, chosen }: Order): string {
  const t = useWords('checkout.fields.installments')
  const { interestBasisPoints, interestBy } = offer.terms
  const last = choices.at(-1)
  if (last === undefined || last.count === 1) return ''
  const total = formatReais(chosen.total)
  const bears = interestBasisPoints > 0
  const rate = percent(interestBasisPoints)
  const cet = percent(yearlyBasisPoints(interestBasisPoints))
  if (interestBy === 'issuer') {
    if (chosen.count === 1) return t('hintIssuer')
    return bears ? t('totalIssuerRate', { total, rate, cet }) : t('totalIssuer', { total })
  }
  if (chosen.interest > 0) return t('totalRate', { total, rate, cet })
  if (chosen.count > 1) return t('totalFree', { total })
  return bears ? t('hintRate', { rate }) : t('hintFree', { count: last.count })
}
