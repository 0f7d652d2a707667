// components/instances/template-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'

const EMPTY = { name: '', category: 'UTILITY', body: '', examples: '' }
type Values = typeof EMPTY

type Props = {
  readonly instanceId: string
  readonly action: (values: unknown) => Promise<FormAnswer>
}

/** A text for Meta to approve; until then it is listed as in review. */
export function TemplateForm({ instanceId, action }: Props) {
  const t = useTranslations('instances.templates')
  const errors = useTranslations('notifications.error')
  const sentence = (message: string) => {
    const key = message as Parameters<typeof errors>[0]
    return errors.has(key) ? errors(key) : errors('field_invalid')
  }
  const form = useForm<Values>({ defaultValues: EMPTY })
  const onSubmit = form.handleSubmit(async (values) => {
    const answer = await action({ instanceId, ...values })
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(path as keyof Values, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.message !== undefined || answer.fields !== undefined) return
    toast.success(t('submitted'))
    form.reset(EMPTY)
  })
  return (
    <Form form={form} onSubmit={onSubmit}>
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField name="name" label={t('newName')} hint={t('newNameHint')} sentence={sentence}>
          {(field) => <Input {...field} className="font-mono" spellCheck={false} />}
        </FormField>
        <FormField name="category" label={t('category_')}>
          {(field) => (
            <NativeSelect {...field}>
              <option value="UTILITY">{t('utility')}</option>
              <option value="MARKETING">{t('marketing')}</option>
            </NativeSelect>
          )}
        </FormField>
      </div>
      <FormField name="body" label={t('body')} hint={t('bodyHint')} sentence={sentence}>
        {(field) => <Textarea {...field} rows={5} maxLength={1024} />}
      </FormField>
      <FormField name="examples" label={t('examples')} hint={t('examplesHint')} sentence={sentence}>
        {(field) => <Textarea {...field} rows={3} />}
      </FormField>
      <FormError>{form.formState.errors.root?.message}</FormError>
      <div className="flex">
        <Button
          type="submit"
          variant="primary"
          busy={form.formState.isSubmitting}
          className="max-sm:h-11 max-sm:flex-1"
        >
          {t('submit')}
        </Button>
      </div>
    </Form>
  )
}
