// components/offers/content-lead-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useId, useRef } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import type { LeadForm } from '@/db/schema/offer-content'
import type { FieldEditorProps } from './field-shape'

const LENGTHS = { title: 120, text: 300, button: 40 } as const

/** A form for who is not ready to buy: off, or on with words that can stand as they are. */
export function ContentLeadForm(props: FieldEditorProps<'leadForm'>) {
  const { value, onChange, errors, disabled } = props
  const t = useTranslations('offers.content.leadForm')
  const [onId, phoneId] = [useId(), useId()]
  // Switched off and on again by mistake, it says what it said.
  const last = useRef<LeadForm | null>(value)
  if (value !== null) last.current = value
  const usual = (): LeadForm => ({
    title: t('usual.title'),
    text: t('usual.text'),
    button: t('usual.button'),
    askPhone: true,
  })
  const words = (part: keyof typeof LENGTHS) => ({
    label: t(`${part}.label`),
    help: t(`${part}.help`),
    error: errors[part] !== undefined && t(`${part}.error`),
  })
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3">
        <Switch
          id={onId}
          checked={value !== null}
          disabled={disabled}
          onCheckedChange={(on) => onChange(on ? (last.current ?? usual()) : null)}
        />
        <label htmlFor={onId} className="text-sm">
          {t('on')}
        </label>
      </div>
      {value !== null && (
        <>
          <Field {...words('title')}>
            <Input
              value={value.title}
              maxLength={LENGTHS.title}
              disabled={disabled}
              onChange={(event) => onChange({ ...value, title: event.target.value })}
            />
          </Field>
          <Field {...words('text')}>
            <Textarea
              value={value.text}
              rows={2}
              maxLength={LENGTHS.text}
              disabled={disabled}
              onChange={(event) => onChange({ ...value, text: event.target.value })}
            />
          </Field>
          <Field {...words('button')} className="max-w-72">
            <Input
              value={value.button}
              maxLength={LENGTHS.button}
              disabled={disabled}
              onChange={(event) => onChange({ ...value, button: event.target.value })}
            />
          </Field>
          <div className="flex items-center gap-3">
            <Switch
              id={phoneId}
              checked={value.askPhone}
              disabled={disabled}
              onCheckedChange={(askPhone) => onChange({ ...value, askPhone })}
            />
            <label htmlFor={phoneId} className="text-sm">
              {t('askPhone')}
            </label>
          </div>
        </>
      )}
    </div>
  )
}
