// app/(panel)/settings/company/address-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { STATES } from '@/lib/accounts/company.schema'

type Line = 'zip' | 'street' | 'number' | 'complement' | 'district' | 'city' | 'state'

export function AddressFields() {
  const t = useTranslations('settings.company')
  const sentence = useFieldSentence()
  const line = (name: Line, className: string) => ({
    name: `address.${name}`,
    label: t(name),
    required: name !== 'complement',
    sentence,
    className,
  })
  return (
    <div className="grid gap-5 sm:grid-cols-6">
      <FormField {...line('zip', 'sm:col-span-2')}>
        {(field) => <Input {...field} inputMode="numeric" autoComplete="postal-code" />}
      </FormField>
      <FormField {...line('street', 'sm:col-span-4')}>
        {(field) => <Input {...field} autoComplete="address-line1" />}
      </FormField>
      <FormField {...line('number', 'sm:col-span-2')}>{(field) => <Input {...field} />}</FormField>
      <FormField {...line('complement', 'sm:col-span-2')}>
        {(field) => <Input {...field} autoComplete="address-line2" />}
      </FormField>
      <FormField {...line('district', 'sm:col-span-2')}>
        {(field) => <Input {...field} autoComplete="address-level3" />}
      </FormField>
      <FormField {...line('city', 'sm:col-span-4')}>
        {(field) => <Input {...field} autoComplete="address-level2" />}
      </FormField>
      <FormField {...line('state', 'sm:col-span-2')}>
        {(field) => (
          <NativeSelect {...field} autoComplete="address-level1">
            <option value="" disabled>
              {t('chooseState')}
            </option>
            {STATES.map((state) => (
              <option key={state}>{state}</option>
            ))}
          </NativeSelect>
        )}
      </FormField>
    </div>
  )
}
