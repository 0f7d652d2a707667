// components/notifications/rule-editor.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Form, FormError } from '@/components/ui/form'
import { toast } from '@/components/ui/toaster'
import type { Preview } from '@/lib/notifications/preview-rule'
import type { ApprovedTemplate, VersionView } from '@/lib/notifications/rule-history'
import type { RuleView, StepView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { ApplyToPending } from './apply-to-pending'
import { RuleDelay } from './rule-delay'
import { PreviewSheet, RulePreview } from './rule-preview'
import { RuleTemplate } from './rule-template'
import { RuleText } from './rule-text'
import { fieldOf, inputOf, type RuleValues, valuesOf } from './rule-values'
import { RuleVariants } from './rule-variants'
import { RuleVersions } from './rule-versions'

type Props = {
  readonly rule: RuleView
  readonly step: StepView
  /** How many messages wait with the present text. */
  readonly pending: number
  readonly variables: readonly string[]
  readonly templates: readonly ApprovedTemplate[]
  readonly versions: readonly VersionView[]
  /** What it said before anybody changed it; null where a person made the step. */
  readonly original: { readonly text: string; readonly fallback: string | null } | null
  readonly save: (values: unknown) => Promise<FormAnswer & { readonly applied?: number }>
  readonly preview: (values: unknown) => Promise<Preview | null>
}

/** Text and timing at the left, what it would say at the right. */
export function RuleEditor(props: Props) {
  const { rule, step, pending, variables, preview, save } = props
  const t = useTranslations('notifications.editor')
  const router = useRouter()
  const [asking, ask] = useState<RuleValues | null>(null)
  const form = useForm<RuleValues>({
    values: valuesOf(rule, step),
    resetOptions: { keepErrors: true },
  })
  const send = async (values: RuleValues) => {
    const answer = await save(inputOf(values, step))
    ask(null)
    for (const [path, message] of Object.entries(answer.fields ?? {})) {
      form.setError(fieldOf(path) as keyof RuleValues, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (answer.message !== undefined || answer.fields !== undefined) return
    toast.success(t('savedApplied', { n: answer.applied ?? 0 }))
    router.refresh()
  }
  const onSubmit = form.handleSubmit(async (values) => {
    const before = valuesOf(rule, step)
    const rewritten = (['text', 'fallback', 'subject', 'shortenLinks', 'variants'] as const).some(
      (name) => JSON.stringify(values[name]) !== JSON.stringify(before[name]),
    )
    if (pending > 0 && rewritten) ask(values)
    else await send(values)
  })
  const restore = (words: { text: string; fallback: string | null; subject?: string | null }) => {
    form.setValue('text', words.text, { shouldDirty: true })
    form.setValue('fallback', words.fallback ?? '', { shouldDirty: true })
    if (words.subject !== undefined)
      form.setValue('subject', words.subject ?? '', { shouldDirty: true })
    form.setFocus('text')
  }
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_400px] lg:gap-6">
      <Form form={form} onSubmit={onSubmit} className="content-start">
        <Card>
          <CardContent className="grid gap-5">
            <RuleText {...{ variables, original: props.original, restore }} />
          </CardContent>
        </Card>
        <Card>
          <CardContent className="grid gap-5">
            <RuleDelay />
          </CardContent>
        </Card>
        <Card>
          <CardContent className="grid gap-5">
            <RuleVariants />
          </CardContent>
        </Card>
        <Card>
          <CardContent className="grid gap-5">
            <RuleTemplate templates={props.templates} variables={variables} />
          </CardContent>
        </Card>
        <FormError>{form.formState.errors.root?.message}</FormError>
        <div
          data-thumb-bar
          className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-3 gap-y-2 bg-background/90 px-1 py-3 backdrop-blur max-md:bottom-16"
        >
          <Button
            type="submit"
            variant="primary"
            busy={form.formState.isSubmitting}
            className="max-sm:h-11 max-sm:flex-1"
          >
            {t('save')}
          </Button>
          <PreviewSheet {...{ rule, preview }} control={form.control} />
          {form.formState.isDirty && (
            <p className="text-xs text-muted-foreground">{t('unsaved')}</p>
          )}
        </div>
        <RuleVersions versions={props.versions} current={step.version} restore={restore} />
      </Form>
      <RulePreview {...{ rule, preview }} control={form.control} />
      <ApplyToPending count={pending} values={asking} send={send} close={() => ask(null)} />
    </div>
  )
}
