// components/checkout/text-field.tsx
'use client'

import type { InputHTMLAttributes, ReactNode } from 'react'
import type { CheckoutField } from './checkout-values'
import { brandTyped, type Complaint } from './field-rules'
import { SmallAlertIcon } from './icons'
import { applyMask, type Mask } from './masks'
import { labelOf } from './typed-brand'
import type { Fields } from './use-fields'
import { useWords } from './words'

type Props = {
  readonly form: Fields
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
 *
 * The input has no name: a form that is sent before its script has come carries nothing away.
 */
export function TextField(props: Props) {
  const { form, name, mask, hint, hintNeeds, labelAside, mark, children, onLeave, ...input } = props
  const t = useWords('checkout.fields')
  const server = useWords('checkout.server')
  const error = form.errors[name]
  /** A complaint is a key of the catalogue, ours or the server's. */
  const say = (complaint: Complaint) => {
    if (complaint === 'invalid') return server('invalid')
    const brand = brandTyped(form.now().number)
    return t(`${name}.${complaint}` as never, { brand: brand ? labelOf(brand) : '' } as never)
  }
  const label = <label htmlFor={name}>{t(`${name}.label`)}</label>
  const control = (
    <input
      {...input}
      id={name}
      className="input"
      defaultValue={form.values[name]}
      aria-required
      aria-invalid={error ? true : undefined}
      aria-describedby={`${name}-hint ${name}-error`}
      onChange={({ currentTarget }) => {
        if (mask) applyMask(currentTarget, mask)
        form.type(name, currentTarget.value)
        if (error) form.judge(name)
      }}
      onBlur={({ currentTarget: { value } }) => {
        if (value.trim() !== '') form.judge(name)
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
            <span>{say(error)}</span>
          </>
        )}
      </p>
    </div>
  )
}
