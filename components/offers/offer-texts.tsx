// components/offers/offer-texts.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Textarea } from '@/components/ui/textarea'
import { control, EditorField, type FieldsProps } from './editor-field'

const DAYS = ['7', '15', '30'] as const
const LANGUAGES = ['pt-BR', 'en'] as const

export function OfferTexts(props: FieldsProps) {
  const t = useTranslations('offers.field')
  const { errors, form } = props
  return (
    <div className="grid gap-5">
      <EditorField name="title" errors={errors}>
        <Input {...control(props, 'title')} maxLength={120} autoComplete="off" />
      </EditorField>
      <EditorField name="description" errors={errors}>
        <Textarea {...control(props, 'description')} rows={6} maxLength={5000} />
      </EditorField>
      <div className="grid gap-5 sm:grid-cols-2">
        <EditorField name="guaranteeDays" errors={errors}>
          <NativeSelect {...control(props, 'guaranteeDays')}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t('guaranteeDays.days', { days })}
              </option>
            ))}
          </NativeSelect>
        </EditorField>
        <Field label={t('language.label')} error={errors.language && t('language.error')}>
          <NativeSelect {...control(props, 'language')}>
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {t(`language.${language}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <EditorField name="brandHue" errors={errors}>
        <span className="flex items-center gap-3">
          <input
            type="range"
            min={0}
            max={359}
            aria-label={t('brandHue.label')}
            {...control(props, 'brandHue')}
            className={SLIDER}
            style={{ background: RAINBOW }}
          />
          <i
            aria-hidden
            className="size-9 shrink-0 rounded-md border"
            style={{ background: `oklch(0.43 0.12 ${form.brandHue})` }}
          />
        </span>
      </EditorField>
    </div>
  )
}

const SLIDER =
  'h-9 min-w-0 flex-1 cursor-pointer appearance-none rounded-md border border-input ' +
  '[&::-webkit-slider-thumb]:h-7 [&::-webkit-slider-thumb]:w-3 [&::-webkit-slider-thumb]:appearance-none ' +
  '[&::-webkit-slider-thumb]:rounded-sm [&::-webkit-slider-thumb]:border-2 ' +
  '[&::-webkit-slider-thumb]:border-foreground [&::-webkit-slider-thumb]:bg-card'

const RAINBOW = `linear-gradient(in oklch longer hue to right, oklch(0.7 0.12 0), oklch(0.7 0.12 359))`
