// components/instances/settings-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { PasswordInput } from '@/components/accounts/password-input'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import type { SettingsField } from '@/lib/notifications/channel'

type Props = {
  readonly code: string
  readonly fields: readonly SettingsField[]
  /** What was typed in before stays where a field is left empty. */
  readonly kept?: boolean
}

/** Drawn from the channel's own list of fields: a new channel brings its form with it. */
export function SettingsFields({ code, fields, kept = false }: Props) {
  const t = useTranslations('instances.new')
  const settings = useTranslations('instances.settings')
  const errors = useTranslations('notifications.error')
  const hintOf = ({ name, secret, generated }: SettingsField) => {
    if (kept && (secret || generated === true)) return settings('kept')
    const key = `hint.${name}` as Parameters<typeof t>[0]
    if (t.has(key)) return t(key)
    return generated === true ? t('generated') : undefined
  }
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {fields.map((each) => (
        <FormField
          key={`${code}.${each.name}`}
          name={`settings.${each.name}`}
          label={t(`field.${each.name}` as Parameters<typeof t>[0])}
          hint={hintOf(each)}
          required={each.required && each.generated !== true && !kept}
          sentence={(message) =>
            message === 'missing' || message === 'invalid'
              ? errors(message === 'missing' ? 'missing' : 'field_invalid')
              : message
          }
        >
          {({ value, ...field }) => (
            <Control field={each} value={value ?? ''} {...{ props: field }} />
          )}
        </FormField>
      ))}
    </div>
  )
}

type ControlProps = {
  readonly field: SettingsField
  readonly value: string
  readonly props: object
}

function Control({ field: { secret, options, placeholder }, value, props }: ControlProps) {
  const t = useTranslations('instances.new.option')
  if (options !== undefined) {
    return (
      <NativeSelect {...props} value={value === '' ? options[0] : value}>
        {options.map((each) => (
          <option key={each} value={each}>
            {t(each as Parameters<typeof t>[0])}
          </option>
        ))}
      </NativeSelect>
    )
  }
  if (secret) return <PasswordInput {...props} value={value} autoComplete="off" data-1p-ignore />
  return (
    <Input
      {...props}
      value={value}
      autoComplete="off"
      spellCheck={false}
      className="font-mono"
      placeholder={placeholder}
    />
  )
}
