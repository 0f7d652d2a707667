// components/offers/charge-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import type { PlanPeriod } from '@/db/schema/offer-content'
import { centavos, formatReais, readReais } from '@/lib/kernel/money'
import { EditorField, EditorGroup } from './editor-field'
import type { OfferForm, TypedPlan } from './offer-form'

const PERIODS = [
  'weekly',
  'monthly',
  'bimonthly',
  'quarterly',
  'semiannual',
  'yearly',
] as const satisfies readonly PlanPeriod[]

/** Once or by a plan, and how much. */
export function ChargeFields() {
  const t = useTranslations('offers')
  const kind = useWatch<OfferForm, 'kind'>({ name: 'kind' })
  return (
    <>
      <EditorGroup name="kind">
        {({ value, onChange, disabled }) => (
          <RadioGroup
            aria-label={t('field.kind.label')}
            value={value}
            disabled={disabled}
            onValueChange={onChange}
            className="sm:grid-cols-2"
          >
            <RadioCard value="one_off" title={t('kind.oneOff')}>
              {t('kind.oneOffHint')}
            </RadioCard>
            <RadioCard value="recurring" title={t('kind.recurring')}>
              {t('kind.recurringHint')}
            </RadioCard>
          </RadioGroup>
        )}
      </EditorGroup>
      <EditorField name="price" className="max-w-60">
        {(control) => (
          <Input {...control} inputMode="decimal" autoComplete="off" placeholder="0,00" />
        )}
      </EditorField>
      {kind === 'recurring' && <PlanFields />}
    </>
  )
}

function PlanFields() {
  const t = useTranslations('offers.plan')
  return (
    <EditorGroup name="plan">
      {({ value, onChange, disabled }, errors) => {
        const put = (part: Partial<TypedPlan>) => onChange({ ...value, ...part })
        const input = (name: 'charges' | 'trialDays' | 'startsOn') => ({
          value: value[name],
          disabled,
          autoComplete: 'off',
          onChange: (event: { target: { value: string } }) => put({ [name]: event.target.value }),
        })
        const wrong = (name: keyof TypedPlan) => errors[name] && t(`${name}.error`)
        return (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={t('every.label')} help={t('every.help')} error={wrong('every')}>
                <NativeSelect
                  value={value.every}
                  disabled={disabled}
                  onChange={(event) => put({ every: event.target.value as TypedPlan['every'] })}
                >
                  {PERIODS.map((period) => (
                    <option key={period} value={period}>
                      {t(`period.${period}`)}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field
                label={t('charges.label')}
                hint={t('charges.hint')}
                help={t('charges.help')}
                error={wrong('charges')}
              >
                <Input {...input('charges')} inputMode="numeric" placeholder={t('charges.none')} />
              </Field>
              <Field
                label={t('trialDays.label')}
                hint={t('trialDays.hint')}
                help={t('trialDays.help')}
                error={wrong('trialDays')}
              >
                <Input {...input('trialDays')} inputMode="numeric" />
              </Field>
              <Field
                label={t('startsOn.label')}
                hint={t('startsOn.hint')}
                help={t('startsOn.help')}
                error={wrong('startsOn')}
              >
                <Input {...input('startsOn')} type="date" />
              </Field>
            </div>
            <PlanWords plan={value} />
          </div>
        )
      }}
    </EditorGroup>
  )
}

/** What the buyer agrees to, in one sentence. */
function PlanWords({ plan }: { readonly plan: TypedPlan }) {
  const t = useTranslations('offers.plan')
  const { getValues } = useFormContext<OfferForm>()
  useWatch<OfferForm, 'price'>({ name: 'price' })
  const price = readReais(getValues('price'))
  if (price === null) return null
  const charges = /^\d{1,3}$/.test(plan.charges.trim()) ? Number(plan.charges) : null
  const days = /^\d{1,2}$/.test(plan.trialDays.trim()) ? Number(plan.trialDays) : 0
  const period = t(`each.${plan.every}`)
  const each = formatReais(price)
  const [year, month, day] = plan.startsOn.split('-')
  const start =
    plan.startsOn !== ''
      ? t('words.startsOn', { day: `${day}/${month}/${year}` })
      : days > 0
        ? t('words.trial', { days })
        : t('words.now')
  return (
    <p className="tabular-nums rounded-md bg-muted px-3 py-2 text-sm">
      {charges === null
        ? t('words.open', { each, period })
        : t('words.closed', {
            each,
            period,
            charges,
            total: formatReais(centavos(price * charges)),
          })}{' '}
      {start}
    </p>
  )
}
