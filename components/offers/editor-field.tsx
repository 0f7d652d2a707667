// components/offers/editor-field.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import type { OfferForm, TypedName } from './offer-form'
import type { Errors } from './use-offer-draft'

export type FieldsProps = {
  readonly form: OfferForm
  readonly set: (name: TypedName, value: string) => void
  readonly errors: Errors
  readonly canEdit: boolean
}

/** What a control of the editor shares with all the others. */
export const control = ({ form, set, canEdit }: FieldsProps, name: TypedName) => ({
  name,
  value: form[name],
  disabled: !canEdit,
  onChange: (event: { target: { value: string } }) => set(name, event.target.value),
})

const ADDRESS_CODES = ['private_address', 'unknown_host', 'has_password'] as const
type AddressCode = (typeof ADDRESS_CODES)[number]
const isAddressCode = (code: string): code is AddressCode =>
  ADDRESS_CODES.includes(code as AddressCode)

type Props = {
  readonly name: Exclude<TypedName, 'language' | 'captureMode' | 'methods'>
  readonly errors: Errors
  readonly children: ReactNode
}

/** Label, hint and sentence of one field, from the catalogue. */
export function EditorField({ name, errors, children }: Props) {
  const t = useTranslations('offers.field')
  const code = errors[name]
  const sentence =
    code === undefined ? undefined : isAddressCode(code) ? t(`bellUrl.${code}`) : t(`${name}.error`)
  return (
    <Field label={t(`${name}.label`)} hint={t(`${name}.hint`)} error={sentence}>
      {children}
    </Field>
  )
}
