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
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toaster'
import type { InstanceChoice } from '@/lib/stores/instance-choices'
import { editStoreAction } from '../../actions'

type Text = 'storeId' | 'name' | 'instanceId' | 'fallbackInstanceId' | 'supportPhone'
type Values = Readonly<Record<Text | 'supportEmail' | 'keptDays', string>> & {
  readonly messagesForUpsells: boolean
}
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
      <div id="sender" className="grid scroll-mt-20 gap-5 sm:grid-cols-2">
        <FormField name="instanceId" label={t('sender')} sentence={sentence}>
          {(field) => (
            <NativeSelect {...field}>
              <option value="">{t('noSender')}</option>
              <Senders instances={instances} />
            </NativeSelect>
          )}
        </FormField>
        <FormField
          name="fallbackInstanceId"
          label={t('fallback')}
          hint={t('fallbackHint')}
          sentence={sentence}
        >
          {(field) => (
            <NativeSelect {...field}>
              <option value="">{t('noFallback')}</option>
              <Senders instances={instances} />
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
      <FormField
        name="keptDays"
        label={t('keptDays')}
        hint={t('keptDaysHint')}
        sentence={sentence}
        className="max-w-[320px]"
      >
        {(field) => <Input {...field} type="number" inputMode="numeric" min={7} max={365} />}
      </FormField>
      <FormField name="messagesForUpsells" label={t('upsells')} hint={t('upsellsHint')}>
        {({ value, onChange, name, disabled }) => (
          <Switch name={name} checked={value} onCheckedChange={onChange} disabled={disabled} />
        )}
      </FormField>
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

function Senders({ instances }: Pick<Props, 'instances'>) {
  return instances.map(({ id, name, number }) => (
    <option key={id} value={id}>
      {number === null ? name : `${name}, ${phoneWords(number)}`}
    </option>
  ))
}
