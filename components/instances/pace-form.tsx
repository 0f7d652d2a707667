// components/instances/pace-form.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useForm, useWatch } from 'react-hook-form'
import { useActionForm } from '@/components/accounts/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toaster'
import type { InstanceView } from '@/lib/notifications/instance-views'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly instance: Pick<
    InstanceView,
    | 'id'
    | 'name'
    | 'intervalMs'
    | 'jitterPercent'
    | 'dailyCap'
    | 'quietFrom'
    | 'quietTo'
    | 'perRecipientDaily'
    | 'sendCodeApart'
  >
  /** Below this many seconds the risk has to be accepted; 0 where there is none. */
  readonly safeSeconds: number
  readonly action: (values: unknown) => Promise<FormAnswer>
}

const defaultsOf = ({ id, ...instance }: Props['instance']) => ({
  instanceId: id,
  name: instance.name,
  intervalSeconds: String(Math.round(instance.intervalMs / 1000)),
  jitterPercent: String(instance.jitterPercent),
  dailyCap: instance.dailyCap === null ? '' : String(instance.dailyCap),
  quietFrom: instance.quietFrom ?? '',
  quietTo: instance.quietTo ?? '',
  perRecipientDaily: String(instance.perRecipientDaily),
  sendCodeApart: instance.sendCodeApart,
  acceptRisk: false,
})

export function PaceForm({ instance, safeSeconds, action }: Props) {
  const t = useTranslations('instances.pace')
  const errors = useTranslations('notifications.error')
  const router = useRouter()
  const form = useForm({ defaultValues: defaultsOf(instance) })
  const { onSubmit, busy, message } = useActionForm(form, action, () => {
    toast.success(t('saved'))
    router.push(`/instances/${instance.id}`)
  })
  const sentence = () => errors('invalid')
  const interval = useWatch({ control: form.control, name: 'intervalSeconds' })
  const risky = Number(interval) < safeSeconds
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="name" label={t('name')} sentence={sentence} required>
        {(field) => <Input {...field} maxLength={60} />}
      </FormField>
      <div className="grid gap-5 sm:grid-cols-2">
        <FormField
          name="intervalSeconds"
          label={t('interval')}
          hint={t('intervalHint')}
          sentence={sentence}
        >
          {(field) => <Input {...field} inputMode="numeric" className="num" />}
        </FormField>
        <FormField
          name="jitterPercent"
          label={t('jitter')}
          hint={t('jitterHint')}
          sentence={sentence}
        >
          {(field) => <Input {...field} inputMode="numeric" className="num" />}
        </FormField>
        <FormField name="dailyCap" label={t('cap')} hint={t('capHint')} sentence={sentence}>
          {(field) => <Input {...field} inputMode="numeric" className="num" />}
        </FormField>
        <FormField name="perRecipientDaily" label={t('perRecipient')} sentence={sentence}>
          {(field) => <Input {...field} inputMode="numeric" className="num" />}
        </FormField>
      </div>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">{t('quiet')}</legend>
        <div className="grid grid-cols-2 gap-5">
          <FormField name="quietFrom" label={t('quietFrom')} sentence={sentence}>
            {(field) => <Input {...field} type="time" className="num" />}
          </FormField>
          <FormField name="quietTo" label={t('quietTo')} sentence={sentence}>
            {(field) => <Input {...field} type="time" className="num" />}
          </FormField>
        </div>
        <p className="text-xs text-muted-foreground">{t('quietHint')}</p>
      </fieldset>
      <FormField name="sendCodeApart" label={t('apart')} hint={t('apartHint')}>
        {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
      </FormField>
      {risky && (
        <FormField name="acceptRisk" label={t('risk')} className="grid-cols-[1fr_auto] items-start">
          {({ value, onChange }) => (
            <Checkbox checked={value} onCheckedChange={(checked) => onChange(checked === true)} />
          )}
        </FormField>
      )}
      <FormError>{message}</FormError>
      <div className="flex">
        <Button type="submit" variant="primary" busy={busy} className="max-sm:h-11 max-sm:flex-1">
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}
