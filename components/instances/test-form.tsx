// components/instances/test-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly instanceId: string
  readonly addressing: 'phone' | 'email'
  readonly action: (values: unknown) => Promise<FormAnswer>
}

/** One message to whoever stands here: the quickest proof that it works. */
export function TestForm({ instanceId, addressing, action }: Props) {
  const t = useTranslations('instances.settings')
  const mail = addressing === 'email'
  const form = useForm({ defaultValues: { to: '' } })
  const onSubmit = form.handleSubmit(async ({ to }) => {
    const answer = await action({ instanceId, to })
    if (answer.fields?.to !== undefined) form.setError('to', { message: answer.fields.to })
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.message === undefined && answer.fields === undefined) toast.success(t('sent'))
  })
  return (
    <Form form={form} onSubmit={onSubmit} className="gap-3">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
        <FormField name="to" label={t(mail ? 'testToEmail' : 'testTo')}>
          {(field) => (
            <Input {...field} type={mail ? 'email' : 'tel'} inputMode={mail ? 'email' : 'tel'} />
          )}
        </FormField>
        <Button
          type="submit"
          busy={form.formState.isSubmitting}
          className="max-sm:h-11 sm:mt-[26px]"
        >
          {t('send')}
        </Button>
      </div>
      <FormError>{form.formState.errors.root?.message}</FormError>
    </Form>
  )
}
