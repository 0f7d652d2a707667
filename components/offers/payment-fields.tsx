// components/offers/payment-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import { INSTALLMENTS_MAX, listInstallments } from '@/lib/kernel/installments'
import { formatReais, readReais } from '@/lib/kernel/money'
import type { MethodsOffered } from '@/lib/offers/payable-methods'
import { control, EditorField, type FieldsProps } from './editor-field'
import { MethodFields } from './method-fields'
import type { OfferForm } from './offer-form'

const COUNTS = Array.from({ length: INSTALLMENTS_MAX }, (_, i) => String(i + 1))

type Props = FieldsProps & { readonly offered: MethodsOffered }

export function PaymentFields({ offered, ...props }: Props) {
  const t = useTranslations('offers.field')
  const { errors, form, set, canEdit } = props
  return (
    <div className="grid gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <EditorField name="price" errors={errors}>
          <Input {...control(props, 'price')} inputMode="decimal" autoComplete="off" />
        </EditorField>
        <EditorField name="maxInstallments" errors={errors}>
          <NativeSelect {...control(props, 'maxInstallments')}>
            {COUNTS.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </NativeSelect>
        </EditorField>
        <EditorField name="interestBasisPoints" errors={errors}>
          <Input
            {...control(props, 'interestBasisPoints')}
            inputMode="decimal"
            autoComplete="off"
          />
        </EditorField>
        <EditorField name="minInstallment" errors={errors}>
          <Input {...control(props, 'minInstallment')} inputMode="decimal" autoComplete="off" />
        </EditorField>
      </div>
      <Choices form={form} />
      <MethodFields {...props} offered={offered} />
      <div className="grid gap-1.5">
        <span id="capture-label" className="text-sm font-medium">
          {t('captureMode.label')}
        </span>
        <RadioGroup
          aria-labelledby="capture-label"
          value={form.captureMode}
          disabled={!canEdit}
          onValueChange={(value) => set('captureMode', value)}
          className="sm:grid-cols-2"
        >
          <RadioCard value="automatic" title={t('captureMode.automatic')}>
            {t('captureMode.automaticHint')}
          </RadioCard>
          <RadioCard value="manual" title={t('captureMode.manual')}>
            {t('captureMode.manualHint')}
          </RadioCard>
        </RadioGroup>
      </div>
      <EditorField name="statementName" errors={errors}>
        <Input {...control(props, 'statementName')} maxLength={13} autoComplete="off" />
      </EditorField>
    </div>
  )
}

/** The very sums the buyer will choose from, made by what will charge them. */
function Choices({ form }: { readonly form: OfferForm }) {
  const t = useTranslations('offers.editor')
  const price = readReais(form.price)
  const rate = readReais(form.interestBasisPoints)
  const least = readReais(form.minInstallment)
  if (price === null || price <= 0 || rate === null || rate > 2_000 || least === null) return null
  const choices = listInstallments({
    price,
    maxInstallments: Number(form.maxInstallments),
    interestBasisPoints: rate,
    minInstallment: least,
  })
  const isShort = choices.length === 1 && Number(form.maxInstallments) > 1
  return (
    <div className="rounded-md border bg-muted/40 p-3">
      <p className="text-xs text-muted-foreground">{isShort ? t('oneOnly') : t('choices')}</p>
      <ul className="num mt-1.5 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {choices.map(({ count, first, total, interest }) => (
          <li key={count} className="flex justify-between gap-3">
            <span>
              {count === 1
                ? t('once', { each: formatReais(first) })
                : t('choice', { count, each: formatReais(first) })}
            </span>
            <span className="text-xs/5 text-muted-foreground">
              {count > 1 &&
                (interest === 0 ? t('noInterest') : t('total', { total: formatReais(total) }))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
