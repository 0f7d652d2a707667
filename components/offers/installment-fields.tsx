// components/offers/installment-fields.tsx
'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import {
  INSTALLMENTS_MAX,
  type Installments,
  listInstallments,
  yearlyBasisPoints,
} from '@/lib/kernel/installments'
import { formatReais, readReais } from '@/lib/kernel/money'
import { EditorField, EditorGroup } from './editor-field'
import type { OfferForm } from './offer-form'

const COUNTS = Array.from({ length: INSTALLMENTS_MAX }, (_, i) => String(i + 1))
const RATE_MAX = 2_000

/** How the price may be parted on a card, whose the interest is, and what the buyer chooses among. */
export function InstallmentFields() {
  const t = useTranslations('offers')
  const [count, by] = useWatch<OfferForm, ['maxInstallments', 'interestBy']>({
    name: ['maxInstallments', 'interestBy'],
  })
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <EditorField name="maxInstallments">
          {(control) => (
            <NativeSelect {...control}>
              {COUNTS.map((each) => (
                <option key={each} value={each}>
                  {t('installments.upTo', { count: Number(each) })}
                </option>
              ))}
            </NativeSelect>
          )}
        </EditorField>
        {count !== '1' && (
          <EditorField name="minInstallment">
            {(control) => <Input {...control} inputMode="decimal" autoComplete="off" />}
          </EditorField>
        )}
      </div>
      {count !== '1' && (
        <EditorGroup name="interestBy">
          {({ value, onChange, disabled }) => (
            <RadioGroup
              aria-label={t('field.interestBy.label')}
              value={value}
              disabled={disabled}
              onValueChange={onChange}
              className="sm:grid-cols-2"
            >
              <RadioCard value="merchant" title={t('installments.merchant')}>
                {t('installments.merchantHint')}
              </RadioCard>
              <RadioCard value="issuer" title={t('installments.issuer')}>
                {t('installments.issuerHint')}
              </RadioCard>
            </RadioGroup>
          )}
        </EditorGroup>
      )}
      {count !== '1' && by === 'merchant' && (
        <EditorField name="interestBasisPoints" className="max-w-60">
          {(control) => <Input {...control} inputMode="decimal" autoComplete="off" />}
        </EditorField>
      )}
      {count !== '1' && <Choices />}
    </>
  )
}

/** The very sums the buyer will choose from, made by what will charge them. */
function Choices() {
  const t = useTranslations('offers.installments')
  const [price, max, by, rate, least] = useWatch<
    OfferForm,
    ['price', 'maxInstallments', 'interestBy', 'interestBasisPoints', 'minInstallment']
  >({
    name: ['price', 'maxInstallments', 'interestBy', 'interestBasisPoints', 'minInstallment'],
  })
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 2 })
  const [amount, interest, smallest] = [readReais(price), readReais(rate), readReais(least)]
  const isReadable = amount !== null && interest !== null && smallest !== null
  if (!isReadable || amount <= 0 || interest > RATE_MAX) return null
  const choices = listInstallments({
    price: amount,
    maxInstallments: Number(max),
    interestBy: by,
    interestBasisPoints: interest,
    minInstallment: smallest,
  })
  const bears = by === 'merchant' && interest > 0 && choices.length > 1
  return (
    <div className="overflow-hidden rounded-md border">
      <table className="num w-full text-sm">
        <caption className="border-b bg-muted px-3 py-2 text-left text-xs text-muted-foreground">
          {choices.length === 1 ? t('oneOnly') : t('choices')}
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('column.choice')}</th>
            <th scope="col">{t('column.total')}</th>
            <th scope="col">{t('column.interest')}</th>
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => (
            <Choice key={choice.count} choice={choice} by={by} />
          ))}
        </tbody>
      </table>
      {bears && (
        <p className="tabular-nums border-t bg-muted px-3 py-2 text-xs text-muted-foreground">
          {t('rate', {
            month: percent.format(interest / 10_000),
            year: percent.format(yearlyBasisPoints(interest) / 10_000),
          })}
        </p>
      )}
    </div>
  )
}

type ChoiceProps = { readonly choice: Installments; readonly by: OfferForm['interestBy'] }

function Choice({ choice: { count, first, total, interest }, by }: ChoiceProps) {
  const t = useTranslations('offers.installments')
  const isOnce = count === 1
  const note = isOnce
    ? ''
    : interest > 0
      ? t('more', { more: formatReais(interest) })
      : by === 'issuer'
        ? t('issuerAdds')
        : t('noInterest')
  return (
    <tr className="[&+&]:border-t">
      <td className="px-3 py-1.5 font-medium whitespace-nowrap">
        {isOnce
          ? t('once', { each: formatReais(first) })
          : t('choice', { count, each: formatReais(first) })}
      </td>
      <td className="px-3 py-1.5 text-right whitespace-nowrap text-muted-foreground">
        {!isOnce && interest > 0 && t('total', { total: formatReais(total) })}
      </td>
      <td className="px-3 py-1.5 text-right text-xs text-muted-foreground">{note}</td>
    </tr>
  )
}
