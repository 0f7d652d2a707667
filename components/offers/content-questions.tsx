// components/offers/content-questions.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { Question } from '@/db/schema/offer-content'
import { ContentParts } from './content-parts'
import type { FieldEditorProps } from './field-shape'

const MAX = 20
const BLANK: Question = { question: '', answer: '' }
/** What buyers of anything ask; the answer is the producer's to write. */
const USUAL = ['access', 'duration', 'refund', 'level', 'help'] as const

/** The doubts that keep somebody from buying, each with its answer. */
export function ContentQuestions(props: FieldEditorProps<'questions'>) {
  const { value, onChange, errors, disabled } = props
  const t = useTranslations('offers.content.questions')
  const asked = value.map(({ question }) => question)
  const usual = USUAL.map((name) => t(`usual.${name}`)).filter((each) => !asked.includes(each))
  const fault = (at: number, part: keyof Question) =>
    errors[`${at}.${part}`] !== undefined && t(`${part}.error`)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ContentParts<Question>
        {...{ value, onChange, disabled, max: MAX, blank: BLANK }}
        nameOf={({ question }, place) => question || t('nth', { place })}
        words={{ add: t('add'), none: t('none'), removeOf: (name) => t('removeOf', { name }) }}
      >
        {(each, at, change) => (
          <div className="grid gap-4">
            <Field
              label={t('question.label')}
              help={t('question.help')}
              error={fault(at, 'question')}
            >
              <Input
                value={each.question}
                maxLength={160}
                autoComplete="off"
                disabled={disabled}
                onChange={(event) => change({ ...each, question: event.target.value })}
              />
            </Field>
            <Field label={t('answer.label')} help={t('answer.help')} error={fault(at, 'answer')}>
              <Textarea
                value={each.answer}
                rows={2}
                maxLength={1_000}
                disabled={disabled}
                onChange={(event) => change({ ...each, answer: event.target.value })}
              />
            </Field>
          </div>
        )}
      </ContentParts>
      {!disabled && usual.length > 0 && value.length < MAX && (
        <div className="grid gap-2">
          <p className="text-xs text-muted-foreground">{t('usual.title')}</p>
          <div className="flex flex-wrap gap-2">
            {usual.map((question) => (
              <Button
                key={question}
                size="sm"
                className="h-auto min-h-8 max-w-full py-1 text-left whitespace-normal"
                onClick={() => onChange([...value, { question, answer: '' }])}
              >
                {question}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
