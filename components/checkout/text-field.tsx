// components/checkout/text-field.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { InputHTMLAttributes, ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import type { CheckoutField, CheckoutValues } from './checkout-values'
import { brandTyped, type Complaint, RULES } from './field-rules'
import { SmallAlertIcon } from './icons'
import { applyMask, type Mask } from './masks'

export type CheckoutForm = UseFormReturn<CheckoutValues>

type Props = {
  readonly form: CheckoutForm
  readonly name: CheckoutField
  readonly mask?: Mask | undefined
  readonly hint?: string | undefined
  readonly hintNeeds?: boolean
  readonly labelAside?: ReactNode
  /** Inside the edge of the field, at its end: the brand of the card. */
  readonly mark?: ReactNode
  readonly children?: ReactNode
  readonly onLeave?: (value: string) => void
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'form' | 'children'>

/**
 * Label above, hint below, error below the hint, all described. An error comes on leaving a field that
 * has something in it, and goes while typing; an empty field complains only when the form is sent.
 */
export function TextField(props: Props) {
  const { form, name, mask, hint, hintNeeds, labelAside, mark, children, onLeave, ...input } = props
  const t = useTranslations('checkout.fields')
  const server = useTranslations('checkout.server')
  const error = form.formState.errors[name]
  const validate = (value: string, values: CheckoutValues) =>
    RULES[name](value, values, new Date()) ?? true
  const { onChange, onBlur, ...registered } = form.register(name, { validate })
  /** A complaint is a key of the catalogue, ours or the server's. */
  const say = (complaint: Complaint) => {
    if (complaint === 'invalid') return server('invalid')
    const brand = brandTyped(form.getValues('number'))
    return t(
      `${name}.${complaint}` as never,
      { brand: brand ? CARD_BRANDS[brand].label : '' } as never,
    )
  }
  const label = <label htmlFor={name}>{t(`${name}.label`)}</label>
  const control = (
    <input
      {...input}
      {...registered}
      id={name}
      className="input"
      aria-required
      aria-invalid={error ? true : undefined}
      aria-describedby={`${name}-hint ${name}-error`}
      onChange={(event) => {
        if (mask) applyMask(event.currentTarget, mask)
        const changed = onChange(event)
        if (error) void changed.then(() => form.trigger(name))
      }}
      onBlur={(event) => {
        const left = onBlur(event)
        const { value } = event.currentTarget
        if (value.trim() !== '') void left.then(() => form.trigger(name))
        onLeave?.(value)
      }}
    />
  )
  return (
    <div className="field">
      {labelAside ? (
        <div className="labelrow">
          {label}
          {labelAside}
        </div>
      ) : (
        label
      )}
      {mark === undefined ? (
        control
      ) : (
        <div className="affix">
          {control}
          {mark}
        </div>
      )}
      {hint && (
        <p className={hintNeeds ? 'hint needs' : 'hint'} id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
      <p className="error" id={`${name}-error`} hidden={!error}>
        {error && (
          <>
            <SmallAlertIcon />
            <span>{say(error.message as Complaint)}</span>
          </>
        )}
      </p>
    </div>
  )
}
