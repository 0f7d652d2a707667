// components/notifications/rule-variants.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { RuleValues } from './rule-values'
import { useWrong } from './use-wrong'

const LETTERS = ['B', 'C', 'D'] as const

/** Other wordings for a share of the buyers, so that the better one can be told by what it brings. */
export function RuleVariants() {
  const t = useTranslations('notifications.editor.variants')
  const { control, getValues, watch, formState } = useFormContext<RuleValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'variants' })
  const sentence = useWrong()
  const shares = watch('variants').map(({ percent }) => Number(percent) || 0)
  const ofOwn = 100 - shares.reduce((sum, share) => sum + share, 0)
  const free = LETTERS.find((letter) => fields.every(({ key }) => key !== letter))
  const wrong = formState.errors.variants?.root?.message ?? formState.errors.variants?.message
  return (
    <>
      <div>
        <h2 className="text-sm font-semibold">{t('title')}</h2>
        <p className="mt-1 text-xs text-muted-foreground">{t('body')}</p>
      </div>
      {fields.length > 0 && <p className="text-sm">{t('shares', { a: ofOwn })}</p>}
      {fields.map((variant, at) => (
        <fieldset key={variant.id} className="grid gap-4 rounded-md border p-4">
          <legend className="px-1 text-sm font-medium">{t('one', { letter: variant.key })}</legend>
          <FormField name={`variants.${at}.percent`} label={t('percent')} sentence={sentence}>
            {(field) => <Input {...field} inputMode="numeric" className="num w-24" />}
          </FormField>
          <FormField name={`variants.${at}.text`} label={t('text')} sentence={sentence}>
            {(field) => (
              <Textarea
                {...field}
                rows={7}
                spellCheck={false}
                className="font-mono text-xs max-md:text-base"
              />
            )}
          </FormField>
          <FormField name={`variants.${at}.fallback`} label={t('fallback')} sentence={sentence}>
            {(field) => (
              <Textarea
                {...field}
                rows={2}
                spellCheck={false}
                className="font-mono text-xs max-md:text-base"
              />
            )}
          </FormField>
          <div>
            <Button onClick={() => remove(at)}>{t('remove', { letter: variant.key })}</Button>
          </div>
        </fieldset>
      ))}
      {wrong !== undefined && (
        <p role="alert" className="text-xs font-medium text-refused">
          {sentence(wrong)}
        </p>
      )}
      {free !== undefined && (
        <div>
          <Button
            onClick={() => {
              const { text, fallback } = getValues()
              append({ key: free, percent: '50', text, fallback }, { shouldFocus: false })
            }}
          >
            {t('add', { letter: free })}
          </Button>
        </div>
      )}
    </>
  )
}
