// components/notifications/rule-editor.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { CodeChip } from '@/components/ui/code-chip'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toaster'
import type { Preview, RuleView, StepView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { ApplyToPending } from './apply-to-pending'
import { useDelayWords } from './delay-words'
import { RulePreview } from './rule-preview'

export type RuleValues = {
  ruleId: string
  step: number
  delayMinutes: string
  text: string
  fallback: string
  outsidePath: boolean
  applyToPending: boolean
}

type Props = {
  readonly rule: RuleView
  readonly step: StepView
  /** How many messages wait with the present text. */
  readonly pending: number
  readonly variables: readonly string[]
  readonly save: (values: unknown) => Promise<FormAnswer & { readonly applied?: number }>
  readonly preview: (values: unknown) => Promise<Preview | null>
}

const MINUTE_MS = 60_000
const NO_DELAY = ''

/** Text at the left, what it would say at the right. */
export function RuleEditor({ rule, step, pending, variables, save, preview }: Props) {
  const t = useTranslations('notifications.editor')
  const router = useRouter()
  const [asking, ask] = useState<RuleValues | null>(null)
  const { delay } = step
  const form = useForm<RuleValues>({
    defaultValues: {
      ruleId: rule.id,
      step: step.step,
      delayMinutes: delay.kind === 'after' ? String(Math.round(delay.ms / MINUTE_MS)) : NO_DELAY,
      text: step.text,
      fallback: step.fallback ?? '',
      outsidePath: rule.outsidePath,
      applyToPending: false,
    },
  })
  const send = async (values: RuleValues) => {
    const { delayMinutes } = values
    const answer = await save({
      ...values,
      delayMinutes: delayMinutes === NO_DELAY ? null : delayMinutes,
    })
    ask(null)
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(path as keyof RuleValues, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.message !== undefined || answer.fields !== undefined) return
    toast.success(t('savedApplied', { n: answer.applied ?? 0 }))
    router.refresh()
  }
  const onSubmit = form.handleSubmit(async (values) => {
    const rewritten = values.text !== step.text || values.fallback !== (step.fallback ?? '')
    if (pending > 0 && rewritten) ask(values)
    else await send(values)
  })
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_400px] lg:gap-6">
      <Card>
        <CardContent>
          <Form form={form} onSubmit={onSubmit}>
            <Fields {...{ step, variables }} form={form} />
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
        </CardContent>
      </Card>
      <RulePreview {...{ rule, preview }} control={form.control} />
      <ApplyToPending count={pending} values={asking} send={send} close={() => ask(null)} />
    </div>
  )
}

type FieldsProps = Pick<Props, 'step' | 'variables'> & {
  readonly form: UseFormReturn<RuleValues>
}

function Fields({ step, variables, form }: FieldsProps) {
  const t = useTranslations('notifications.editor')
  const errors = useTranslations('notifications.error')
  const when = useDelayWords()(step.delay)
  const insert = (name: string) =>
    form.setValue('text', `${form.getValues('text')}{{${name}}}`, { shouldDirty: true })
  return (
    <>
      <FormField
        name="text"
        label={t('text')}
        hint={t('textHint')}
        sentence={() => errors('invalid')}
      >
        {(field) => (
          <Textarea {...field} rows={10} spellCheck={false} className="font-mono text-xs" />
        )}
      </FormField>
      <details className="text-xs">
        <summary className="cursor-pointer py-1 text-muted-foreground">{t('variables')}</summary>
        <div className="mt-2 flex flex-wrap gap-1.5">
          {variables.map((name) => (
            <button key={name} type="button" onClick={() => insert(name)} className="py-1">
              <CodeChip>{name}</CodeChip>
            </button>
          ))}
        </div>
      </details>
      <FormField name="fallback" label={t('fallback')} hint={t('fallbackHint')}>
        {(field) => (
          <Textarea {...field} rows={3} spellCheck={false} className="font-mono text-xs" />
        )}
      </FormField>
      {step.delay.kind === 'after' ? (
        <FormField name="delayMinutes" label={t('delay')} sentence={() => errors('invalid')}>
          {(field) => <Input {...field} inputMode="numeric" className="num max-w-40" />}
        </FormField>
      ) : (
        <p className="text-muted-foreground">{t('delayFixed', { when })}</p>
      )}
      <FormField name="outsidePath" label={t('outside')} hint={t('outsideHint')}>
        {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
      </FormField>
      {step.template !== null && (
        <div>
          <p className="text-sm font-medium">{t('template')}</p>
          <p className="mt-1">
            <CodeChip>{step.template.name}</CodeChip>{' '}
            <span className="text-xs text-muted-foreground">{step.template.category}</span>
          </p>
          <p className="mt-1 text-xs text-muted-foreground">{t('templateHint')}</p>
        </div>
      )}
    </>
  )
}
