// components/instances/instance-form.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useForm, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toaster'
import type { ChannelChoice } from '@/lib/notifications/list-channels'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { SettingsFields } from './settings-fields'

type Values = {
  channel: string
  environment: 'simulator' | 'sandbox' | 'production'
  name: string
  number: string
  settings: Record<string, string>
}
type Props = {
  readonly channels: readonly ChannelChoice[]
  readonly action: (
    values: unknown,
  ) => Promise<FormAnswer & { readonly id?: string; readonly pair?: boolean }>
}

/** Drawn from the channel's own list of fields: a new channel brings its form with it. */
export function InstanceForm({ channels, action }: Props) {
  const t = useTranslations('instances.new')
  const router = useRouter()
  const [first] = channels
  const form = useForm<Values>({
    defaultValues: {
      channel: first?.code ?? '',
      environment: channels.some(({ simulated }) => simulated) ? 'simulator' : 'production',
      name: '',
      number: '',
      settings: {},
    },
  })
  const code = useWatch({ control: form.control, name: 'channel' })
  const channel = channels.find((each) => each.code === code)
  const onSubmit = form.handleSubmit(async (values) => {
    const blanks = blanksOf(values, channel)
    for (const path of [...blanks].reverse()) {
      form.setError(path as keyof Values, { message: 'missing' }, { shouldFocus: true })
    }
    if (blanks.length > 0) return
    const answer = await action(values)
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(path as keyof Values, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.id === undefined) return
    toast.success(t(answer.pair === true ? 'createdPair' : 'created'))
    router.push(`/instances/${answer.id}${answer.pair === true ? '/pair' : ''}`)
  })
  const busy = form.formState.isSubmitting
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="channel" label={t('channel')}>
        {({ value, onChange }) => (
          <RadioGroup aria-label={t('channel')} value={value} onValueChange={onChange}>
            {channels.map((each) => (
              <RadioCard key={each.code} value={each.code} title={each.label}>
                {t(`channels.${each.code}`)}
              </RadioCard>
            ))}
          </RadioGroup>
        )}
      </FormField>
      <Common channel={channel} />
      {channel !== undefined && !channel.embedded && <Wire channel={channel} />}
      <FormError>{form.formState.errors.root?.message}</FormError>
      <div className="flex">
        <Button type="submit" variant="primary" busy={busy} className="max-sm:h-11 max-sm:flex-1">
          {t(busy ? 'creating' : 'create')}
        </Button>
      </div>
    </Form>
  )
}

/** All that is missing at once, and not one more at each try. */
const blanksOf = ({ name, settings }: Values, channel: ChannelChoice | undefined) => [
  ...(name.trim() === '' ? ['name'] : []),
  ...(channel?.embedded === true ? [] : (channel?.fields ?? []))
    .filter(({ required, generated, options }) => required && !generated && !options)
    .filter((field) => (settings[field.name] ?? '').trim() === '')
    .map((field) => `settings.${field.name}`),
]

type CommonProps = { readonly channel: ChannelChoice | undefined }

function Common({ channel }: CommonProps) {
  const t = useTranslations('instances.new')
  const errors = useTranslations('notifications.error')
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <FormField
        name="name"
        label={t('name')}
        required
        sentence={(word) => errors(word === 'missing' ? 'missing' : 'name_invalid')}
      >
        {(field) => <Input {...field} maxLength={60} placeholder={t('namePlaceholder')} />}
      </FormField>
      {channel?.addressing === 'phone' && (
        <FormField
          name="number"
          label={t('number')}
          hint={t(channel.pairs ? 'numberHintPair' : 'numberHint')}
          sentence={() => errors('number_invalid')}
        >
          {(field) => <Input {...field} type="tel" inputMode="tel" className="num" />}
        </FormField>
      )}
    </div>
  )
}

function Wire({ channel }: { readonly channel: ChannelChoice }) {
  const t = useTranslations('instances.new')
  const environments = channel.simulated
    ? (['simulator', 'sandbox', 'production'] as const)
    : (['sandbox', 'production'] as const)
  return (
    <>
      <FormField name="environment" label={t('environment')}>
        {(field) => (
          <NativeSelect {...field}>
            {environments.map((each) => (
              <option key={each} value={each}>
                {t(`env.${each}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
      <SettingsFields code={channel.code} fields={channel.fields} />
      <p className="max-w-[64ch] text-xs text-muted-foreground">{t('sealed')}</p>
    </>
  )
}
