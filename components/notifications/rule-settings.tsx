// components/notifications/rule-settings.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toaster'
import type { RuleView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { useWrong } from './use-wrong'

type Values = { outsidePath: boolean; holdoutPercent: string; instanceId: string }
type Props = {
  readonly rule: RuleView
  readonly senders: readonly { readonly id: string; readonly name: string }[]
  readonly save: (values: unknown) => Promise<FormAnswer>
}

const settingsOf = ({ outsidePath, holdoutPercent, instanceId }: RuleView): Values => ({
  outsidePath,
  holdoutPercent: String(holdoutPercent),
  instanceId: instanceId ?? '',
})

/** Of the whole notification: its place on the path, its control group, its sender. */
export function RuleSettings({ rule, senders, save }: Props) {
  const t = useTranslations('notifications.editor.settings')
  const sentence = useWrong()
  const router = useRouter()
  const form = useForm<Values>({ values: settingsOf(rule) })
  const recovers = rule.steps.some(({ kind }) => kind === 'recovery')
  const onSubmit = form.handleSubmit(async (to) => {
    const answer = await save({ ruleId: rule.id, was: settingsOf(rule), to })
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(path.replace(/^to\./, '') as keyof Values, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.message !== undefined || answer.fields !== undefined) return
    toast.success(t('saved'))
    router.refresh()
  })
  return (
    <Card className="mt-5 lg:mt-6">
      <CardContent>
        <Form form={form} onSubmit={onSubmit}>
          <div>
            <h2 className="text-sm font-semibold">{t('title')}</h2>
            <p className="mt-1 text-xs text-muted-foreground">{t('lead')}</p>
          </div>
          <div className="grid gap-5 md:grid-cols-3">
            <FormField name="outsidePath" label={t('outside')} hint={t('outsideHint')}>
              {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
            </FormField>
            {recovers && (
              <FormField
                name="holdoutPercent"
                label={t('holdout')}
                hint={t('holdoutHint')}
                sentence={sentence}
              >
                {(field) => (
                  <span className="flex items-center gap-2">
                    <Input {...field} inputMode="numeric" className="num w-20" />%
                  </span>
                )}
              </FormField>
            )}
            <FormField name="instanceId" label={t('sender')} hint={t('senderHint')}>
              {(field) => (
                <NativeSelect {...field}>
                  <option value="">{t('ofStore')}</option>
                  {senders.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </FormField>
          </div>
          <FormError>{form.formState.errors.root?.message}</FormError>
          <div>
            <Button type="submit" busy={form.formState.isSubmitting}>
              {t('save')}
            </Button>
          </div>
        </Form>
      </CardContent>
    </Card>
  )
}
