// app/(panel)/stores/[id]/settings/edit-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { phoneWords } from '@/components/notifications/phone-words'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { InstanceChoice } from '@/lib/stores/instance-choices'
import { editStoreAction } from '../../actions'

type Values = Readonly<
  Record<'storeId' | 'name' | 'instanceId' | 'supportPhone' | 'supportEmail', string>
>
type Props = {
  readonly store: Values
  readonly instances: readonly InstanceChoice[]
  readonly canEdit: boolean
}

export function EditForm({ store, instances, canEdit }: Props) {
  const t = useTranslations('stores.edit')
  const sentence = useFieldSentence()
  const form = useForm({ defaultValues: store, disabled: !canEdit })
  const { onSubmit, busy, message } = useActionForm(form, editStoreAction, () =>
    toast.success(t('saved')),
  )
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="name" label={t('name')} sentence={sentence} required>
        {(field) => <Input {...field} maxLength={80} autoComplete="off" />}
      </FormField>
      <div id="sender" className="scroll-mt-20">
        <FormField name="instanceId" label={t('sender')} sentence={sentence}>
          {(field) => (
            <NativeSelect {...field}>
              <option value="">{t('noSender')}</option>
              {instances.map(({ id, name, number }) => (
                <option key={id} value={id}>
                  {number === null ? name : `${name}, ${phoneWords(number)}`}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField
          name="supportPhone"
          label={t('supportPhone')}
          hint={t('supportPhoneHint')}
          sentence={sentence}
        >
          {(field) => <Input {...field} type="tel" inputMode="tel" autoComplete="off" />}
        </FormField>
        <FormField name="supportEmail" label={t('supportEmail')} sentence={sentence}>
          {(field) => <Input {...field} type="email" inputMode="email" autoComplete="off" />}
        </FormField>
      </div>
      <FormError>{message}</FormError>
      {canEdit && (
        <div>
          <Button type="submit" variant="primary" busy={busy} className="max-sm:h-11 max-sm:w-full">
            {t('save')}
          </Button>
        </div>
      )}
    </Form>
  )
}
