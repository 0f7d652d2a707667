// components/notifications/rule-text.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import type { RuleValues } from './rule-values'
import { useWrong } from './use-wrong'
import { VariablePalette } from './variable-palette'

const RECOMMENDED = 1_024

type Props = {
  readonly variables: readonly string[]
  readonly original: { readonly text: string; readonly fallback: string | null } | null
  readonly restore: (words: { text: string; fallback: string | null }) => void
}

/** What it says, what it says instead, and the names it may use. */
export function RuleText({ variables, original, restore }: Props) {
  const t = useTranslations('notifications.editor')
  const sentence = useWrong()
  const { setValue, getValues, watch } = useFormContext<RuleValues>()
  const caret = useRef<number | null>(null)
  const [text, fallback] = watch(['text', 'fallback'])
  const insert = (name: string) => {
    const now = getValues('text')
    const at = caret.current ?? now.length
    const put = `{{${name}}}`
    setValue('text', now.slice(0, at) + put + now.slice(at), { shouldDirty: true })
    caret.current = at + put.length
  }
  const changed =
    original !== null && (original.text !== text || (original.fallback ?? '') !== fallback)
  return (
    <>
      <FormField
        name="text"
        label={t('text')}
        hint={t('textCount', { n: text.length, most: RECOMMENDED })}
        sentence={sentence}
      >
        {(field) => (
          <Textarea
            {...field}
            rows={11}
            spellCheck={false}
            className="font-mono text-xs max-md:text-base"
            onSelect={(event) => {
              caret.current = event.currentTarget.selectionStart
            }}
          />
        )}
      </FormField>
      <VariablePalette names={variables} insert={insert} />
      <FormField name="fallback" label={t('fallback')} hint={t('fallbackHint')} sentence={sentence}>
        {(field) => (
          <Textarea
            {...field}
            rows={3}
            spellCheck={false}
            className="font-mono text-xs max-md:text-base"
          />
        )}
      </FormField>
      <FormField name="subject" label={t('subject')} hint={t('subjectHint')} sentence={sentence}>
        {(field) => <Input {...field} maxLength={200} />}
      </FormField>
      <FormField name="shortenLinks" label={t('shorten')} hint={t('shortenHint')}>
        {({ value, onChange }) => <Switch checked={value} onCheckedChange={onChange} />}
      </FormField>
      {original !== null && changed && (
        <div>
          <Button onClick={() => restore(original)}>{t('reset')}</Button>
        </div>
      )}
    </>
  )
}
