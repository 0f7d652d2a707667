// app/(panel)/settings/acquirers/credentials-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { PasswordInput } from '@/components/accounts/password-input'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toaster'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'
import { saveCredentialsAction } from './actions'

type Props = {
  readonly acquirer: AcquirerCard
  /** Those for tests never move real money. */
  readonly purpose: 'sales' | 'tests'
  readonly close: () => void
}

const ENVIRONMENTS = ['simulator', 'sandbox', 'production'] as const

/** Drawn from the acquirer's own schema: a new acquirer brings its fields with it. */
export function CredentialsForm({ acquirer, purpose, close }: Props) {
  const t = useTranslations('settings.acquirers')
  const settings = useTranslations('settings')
  const sentence = useFieldSentence()
  const head = useRef<HTMLHeadingElement>(null)
  // The button that opened it is gone: the form takes the focus over.
  useEffect(() => head.current?.focus(), [])
  const environments = ENVIRONMENTS.filter(
    (each) =>
      (each !== 'simulator' || acquirer.simulated) &&
      (each !== 'production' || purpose === 'sales'),
  )
  const saved = purpose === 'sales' ? acquirer.inUse : acquirer.tests
  const form = useForm({
    defaultValues: {
      acquirer: acquirer.code,
      purpose,
      environment: saved?.environment ?? environments[0] ?? 'sandbox',
      values: Object.fromEntries(
        acquirer.fields.map(({ name, options }) => [name, options[0]?.value ?? '']),
      ),
    },
  })
  const { onSubmit, busy, message } = useActionForm(form, saveCredentialsAction, () => {
    toast.success(settings('saved'))
    close()
  })
  return (
    <Form form={form} onSubmit={onSubmit} className="border-t pt-5">
      <div>
        <h3 ref={head} tabIndex={-1} className="scroll-mt-20 outline-none">
          {t(purpose === 'sales' ? 'forSales' : 'forTests')}
        </h3>
        {purpose === 'tests' && (
          <p className="mt-0.5 max-w-[64ch] text-muted-foreground">{t('testsDo')}</p>
        )}
      </div>
      <FormField name="environment" label={t('environment')}>
        {({ value, onChange }) => (
          <RadioGroup
            aria-label={t('environment')}
            value={value}
            onValueChange={onChange}
            className="sm:grid-cols-3"
          >
            {environments.map((each) => (
              <RadioCard
                key={each}
                value={each}
                title={t(`env.${each}`)}
                className="content-start [&>span]:content-start"
              >
                <span className="text-xs">{t(`envDoes.${each}`)}</span>
              </RadioCard>
            ))}
          </RadioGroup>
        )}
      </FormField>
      <div className="grid gap-5 sm:grid-cols-2">
        {acquirer.fields.map(({ name, title, secret, options }) => (
          <FormField key={name} name={`values.${name}`} label={title} sentence={sentence} required>
            {(field) =>
              options.length > 0 ? (
                <NativeSelect {...field}>
                  {options.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </NativeSelect>
              ) : secret ? (
                <PasswordInput {...field} autoComplete="off" data-1p-ignore />
              ) : (
                <Input {...field} autoComplete="off" spellCheck={false} className="font-mono" />
              )
            }
          </FormField>
        ))}
      </div>
      <p className="max-w-[64ch] text-xs text-muted-foreground">{t('sealed')}</p>
      <FormError>{message}</FormError>
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:h-11 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" busy={busy}>
          {t(busy ? 'checking' : 'check')}
        </Button>
        <Button variant="ghost" onClick={close}>
          {settings('cancel')}
        </Button>
      </div>
    </Form>
  )
}
