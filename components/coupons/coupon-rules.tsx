// components/coupons/coupon-rules.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type ChangeEventHandler, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { CouponAnswer, CouponText } from './coupon-form'

type Control = {
  readonly name: string
  readonly value: string
  readonly autoComplete: string
  readonly onChange: ChangeEventHandler<HTMLInputElement | HTMLSelectElement>
}

type Props = {
  readonly given: CouponText
  readonly field: (name: string, before: string) => Control
  readonly wrong: CouponAnswer['wrong']
}

const METHODS = ['card', 'pix', 'boleto'] as const

/** From when until when, how often, and with what. Everything may be left empty. */
export function CouponRules({ given, field, wrong }: Props) {
  const t = useTranslations('coupons.form')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('startsAt')} hint={t('startsAtHint')} error={wrong.startsAt}>
          <Input {...field('startsAt', given.startsAt)} type="datetime-local" />
        </Field>
        <Field label={t('endsAt')} hint={t('endsAtHint')} error={wrong.endsAt}>
          <Input {...field('endsAt', given.endsAt)} type="datetime-local" />
        </Field>
        <Field label={t('maxUses')} hint={t('maxUsesHint')} error={wrong.maxUses}>
          <Input {...field('maxUses', given.maxUses)} inputMode="numeric" />
        </Field>
        <Field label={t('maxPerBuyer')} hint={t('maxPerBuyerHint')} error={wrong.maxPerBuyer}>
          <Input {...field('maxPerBuyer', given.maxPerBuyer)} inputMode="numeric" />
        </Field>
      </div>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">{t('methods')}</legend>
        {METHODS.map((method) => (
          <Tick
            key={method}
            name="methods"
            value={method}
            given={given.methods.includes(method)}
            label={t(`method.${method}`)}
          />
        ))}
        {wrong.methods !== undefined && (
          <p role="alert" className="text-xs font-medium text-refused">
            {wrong.methods}
          </p>
        )}
      </fieldset>
      <div>
        <Tick name="everyCharge" value="yes" given={given.everyCharge} label={t('everyCharge')} />
        <p className="text-xs text-muted-foreground">{t('everyChargeHint')}</p>
      </div>
    </>
  )
}

type TickProps = {
  readonly name: string
  readonly value: string
  readonly given: boolean
  readonly label: string
}

/** Its own state: a form that was refused is drawn anew, and keeps what was ticked. */
function Tick({ name, value, given, label }: TickProps) {
  const [ticked, tick] = useState(given)
  return (
    <label className="flex min-h-9 items-center gap-2.5 md:min-h-7">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={ticked}
        onChange={({ target }) => tick(target.checked)}
        className="size-4.5 shrink-0 accent-(--foreground)"
      />
      {label}
    </label>
  )
}
