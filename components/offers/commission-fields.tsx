// components/offers/commission-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useWatch } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import {
  basisPoints,
  type Centavos,
  centavos,
  formatReais,
  readReais,
  shareOf,
} from '@/lib/kernel/money'
import { EditorGroup } from './editor-field'
import { NO_COMMISSION, type OfferForm, type TypedCommission } from './offer-form'

const PERCENT_MAX = 90_00
const LEADS = 100

/** What an affiliate earns by this offer, and what that leaves. */
export function CommissionFields() {
  const t = useTranslations('offers.commission')
  const id = useId()
  return (
    <EditorGroup name="commission">
      {({ value, onChange, disabled }, errors) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border p-3">
          <div className="flex items-center justify-between gap-4">
            <label htmlFor={id} className="text-sm font-medium">
              {t('on')}
            </label>
            <Switch
              id={id}
              checked={value !== null}
              disabled={disabled}
              onCheckedChange={(on) => onChange(on ? NO_COMMISSION : null)}
            />
          </div>
          {value !== null && (
            <Amounts value={value} errors={errors} disabled={disabled} onChange={onChange} />
          )}
        </div>
      )}
    </EditorGroup>
  )
}

type AmountProps = {
  readonly value: TypedCommission
  readonly errors: Readonly<Record<string, string>>
  readonly disabled: boolean
  readonly onChange: (value: TypedCommission) => void
}

function Amounts({ value, errors, disabled, onChange }: AmountProps) {
  const t = useTranslations('offers.commission')
  const isPercent = value.kind === 'percent'
  return (
    <>
      <Segmented
        label={t('kind')}
        className="justify-self-start"
        value={value.kind}
        onChange={(kind) => !disabled && onChange({ ...value, kind })}
        options={[
          { value: 'percent', label: t('percent') },
          { value: 'fixed', label: t('fixed') },
        ]}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={isPercent ? t('value.percent') : t('value.fixed')}
          help={t('value.help')}
          error={errors.value && t('value.error')}
        >
          <Input
            value={value.value}
            disabled={disabled}
            inputMode="decimal"
            autoComplete="off"
            onChange={(event) => onChange({ ...value, value: event.target.value })}
          />
        </Field>
        <Field
          label={t('perLead.label')}
          help={t('perLead.help')}
          error={errors.perLead && t('perLead.error')}
        >
          <Input
            value={value.perLead}
            disabled={disabled}
            inputMode="decimal"
            autoComplete="off"
            onChange={(event) => onChange({ ...value, perLead: event.target.value })}
          />
        </Field>
      </div>
      <Arithmetic value={value} />
    </>
  )
}

/** One sale and a hundred leads, in money. */
function Arithmetic({ value }: { readonly value: TypedCommission }) {
  const t = useTranslations('offers.commission')
  const price = readReais(useWatch<OfferForm, 'price'>({ name: 'price' }))
  const typed = readReais(value.value)
  const perLead = readReais(value.perLead || '0')
  if (price === null || typed === null || perLead === null) return null
  const theirs = earned(price, value.kind, typed)
  if (theirs === null) return null
  return (
    <p className="tabular-nums rounded-md bg-muted px-3 py-2 text-sm">
      {t('sale', {
        price: formatReais(price),
        theirs: formatReais(theirs),
        yours: formatReais(centavos(price - theirs)),
      })}
      {perLead > 0 && (
        <> {t('leads', { count: LEADS, total: formatReais(centavos(perLead * LEADS)) })}</>
      )}
    </p>
  )
}

function earned(price: Centavos, kind: TypedCommission['kind'], typed: Centavos): Centavos | null {
  if (kind === 'fixed') return typed > price ? null : typed
  return typed > PERCENT_MAX ? null : shareOf(price, basisPoints(typed))
}
