// components/instances/pace-form.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
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
import { QuietDays } from './quiet-days'
import { WarmUpDays } from './warm-up-days'

type Props = {
  readonly instance: InstanceView
  /** Below this many seconds the risk has to be accepted; 0 where there is none. */
  readonly safeSeconds: number
  /** Where the number stands in its first days, and our own proposal for them. */
  readonly warmUp: { readonly today: number; readonly proposal: readonly number[] }
  readonly action: (values: unknown) => Promise<FormAnswer>
}

const defaultsOf = (instance: InstanceView) => ({
  instanceId: instance.id,
  name: instance.name,
  intervalSeconds: String(Math.round(instance.intervalMs / 1000)),
  jitterPercent: String(instance.jitterPercent),
  maxInFlight: String(instance.maxInFlight),
  dailyCap: instance.dailyCap === null ? '' : String(instance.dailyCap),
  capResetHour: instance.capResetHour,
  warmUp: instance.warmUp,
  warmUpPlan: instance.warmUpPlan?.join(', ') ?? '',
  quietFrom: instance.quietFrom ?? '',
  quietTo: instance.quietTo ?? '',
  quietDays: instance.quietDays,
  perRecipientDaily: String(instance.perRecipientDaily),
  sendCodeApart: instance.sendCodeApart,
  acceptRisk: false,
})

const numbersOf = (text: string) =>
  text.split(/[\s,;]+/).flatMap((word) => (/^\d+$/.test(word) ? [Number(word)] : []))

export function PaceForm({ instance, safeSeconds, warmUp, action }: Props) {
  const t = useTranslations('instances.pace')
  const router = useRouter()
  const form = useForm({ defaultValues: defaultsOf(instance) })
  const { onSubmit, busy, message } = useActionForm(form, action, () => {
    toast.success(t('saved'))
    router.push(`/instances/${instance.id}`)
  })
  const interval = useWatch({ control: form.control, name: 'intervalSeconds' })
  const warms = useWatch({ control: form.control, name: 'warmUp' })
  const typed = useWatch({ control: form.control, name: 'warmUpPlan' })
  const planned = numbersOf(typed)
  const risky = Number(interval) < safeSeconds
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="name" label={t('name')} sentence={() => t('wrong.name')} required>
        {(field) => <Input {...field} maxLength={60} />}
      </FormField>
      <Part title={t('rhythm')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField name="intervalSeconds" label={t('interval')} hint={t('intervalHint')} />
          {interval === '0' ? (
            <NumberField name="maxInFlight" label={t('inFlight')} hint={t('inFlightHint')} />
          ) : (
            <NumberField name="jitterPercent" label={t('jitter')} hint={t('jitterHint')} />
          )}
        </div>
        {risky && (
          <FormField
            name="acceptRisk"
            label={t('risk')}
            hint={t('riskHint')}
            className="grid-cols-[1fr_auto] items-start rounded-md border border-waiting p-3"
          >
            {({ value, onChange }) => (
              <Checkbox checked={value} onCheckedChange={(checked) => onChange(checked === true)} />
            )}
          </FormField>
        )}
      </Part>
      <Part title={t('day')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField name="dailyCap" label={t('cap')} hint={t('capHint')} />
          <FormField
            name="capResetHour"
            label={t('capReset')}
            hint={t('capResetHint')}
            sentence={() => t('wrong.clock')}
          >
            {(field) => <Input {...field} type="time" className="num" />}
          </FormField>
          <NumberField
            name="perRecipientDaily"
            label={t('perRecipient')}
            hint={t('perRecipientHint')}
          />
        </div>
        <FormField name="warmUp" label={t('warmUp')} hint={t('warmUpHint')}>
          {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
        </FormField>
        {warms && (
          <>
            <FormField
              name="warmUpPlan"
              label={t('warmUpPlan')}
              hint={t('warmUpPlanHint', { proposal: warmUp.proposal.join(', ') })}
              sentence={() => t('wrong.warmUpPlan')}
            >
              {(field) => (
                <Input {...field} className="num" placeholder={warmUp.proposal.join(', ')} />
              )}
            </FormField>
            <WarmUpDays
              plan={planned.length === 0 ? warmUp.proposal : planned}
              today={warmUp.today}
            />
          </>
        )}
      </Part>
      <Part title={t('quiet')} lead={t('quietHint')}>
        <div className="grid grid-cols-2 gap-5">
          <FormField name="quietFrom" label={t('quietFrom')} sentence={() => t('wrong.clock')}>
            {(field) => <Input {...field} type="time" className="num" />}
          </FormField>
          <FormField name="quietTo" label={t('quietTo')} sentence={() => t('wrong.clock')}>
            {(field) => <Input {...field} type="time" className="num" />}
          </FormField>
        </div>
        <details>
          <summary className="prose-link w-fit cursor-pointer text-sm">{t('quietDays')}</summary>
          <div className="mt-3">
            <FormField
              name="quietDays"
              label={t('quietDaysLead')}
              sentence={() => t('wrong.clock')}
            >
              {({ value, onChange }) => <QuietDays value={value} onChange={onChange} />}
            </FormField>
          </div>
        </details>
      </Part>
      <FormField name="sendCodeApart" label={t('apart')} hint={t('apartHint')}>
        {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
      </FormField>
      <FormError>{message}</FormError>
      <div className="flex">
        <Button type="submit" variant="primary" busy={busy} className="max-sm:h-11 max-sm:flex-1">
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}

type PartProps = { readonly title: string; readonly lead?: string; readonly children: ReactNode }

function Part({ title, lead, children }: PartProps) {
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t pt-5">
      <legend className="sr-only">{title}</legend>
      <div>
        <p className="font-semibold" aria-hidden>
          {title}
        </p>
        {lead && <p className="text-xs text-muted-foreground">{lead}</p>}
      </div>
      {children}
    </fieldset>
  )
}

type NumberName =
  | 'intervalSeconds'
  | 'maxInFlight'
  | 'jitterPercent'
  | 'dailyCap'
  | 'perRecipientDaily'
type NumberProps = { readonly name: NumberName; readonly label: string; readonly hint: string }

function NumberField({ name, label, hint }: NumberProps) {
  const t = useTranslations('instances.pace')
  return (
    <FormField name={name} label={label} hint={hint} sentence={() => t(`wrong.${name}`)}>
      {(field) => <Input {...field} inputMode="numeric" className="num" />}
    </FormField>
  )
}
