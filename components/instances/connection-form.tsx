// components/instances/connection-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Form, FormError } from '@/components/ui/form'
import { toast } from '@/components/ui/toaster'
import type { SettingsField } from '@/lib/notifications/channel'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { SettingsFields } from './settings-fields'

type Values = { settings: Record<string, string> }
type Props = {
  readonly instanceId: string
  readonly code: string
  readonly fields: readonly SettingsField[]
  /** What may be shown of what is kept; a secret never comes here. */
  readonly known: Readonly<Record<string, string>>
  readonly action: (values: unknown) => Promise<FormAnswer>
}

/** New keys, or another server: tried with a real call before they count. */
export function ConnectionForm({ instanceId, code, fields, known, action }: Props) {
  const t = useTranslations('instances.settings')
  const form = useForm<Values>({ defaultValues: { settings: { ...known } } })
  const onSubmit = form.handleSubmit(async ({ settings }) => {
    const answer = await action({ instanceId, settings })
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(path as keyof Values, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.message !== undefined || answer.fields !== undefined) return
    toast.success(t('saved'))
    const secrets = fields.filter(({ secret }) => secret).map(({ name }) => [name, ''])
    form.reset({ settings: { ...settings, ...Object.fromEntries(secrets) } })
  })
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p className="text-xs text-muted-foreground">{t('editHint')}</p>
      <SettingsFields code={code} fields={fields} kept />
      <FormError>{form.formState.errors.root?.message}</FormError>
      <div className="flex">
        <Button
          type="submit"
          variant="primary"
          busy={form.formState.isSubmitting}
          className="max-sm:h-11 max-sm:flex-1"
        >
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}
