// components/offers/tab-offer.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Textarea } from '@/components/ui/textarea'
import { ContentRichText } from './content-rich-text'
import { EditorField } from './editor-field'
import { HueField } from './hue-field'
import { ImagePicker } from './image-picker'
import { Section } from './section'

const DAYS = ['7', '15', '30'] as const
const LANGUAGES = ['pt-BR', 'en'] as const

/** What is sold, how its page looks, and what the buyer gets after paying. */
export function TabOffer() {
  const t = useTranslations('offers')
  return (
    <>
      <Section>
        <EditorField name="title">
          {(control) => <Input {...control} maxLength={120} autoComplete="off" />}
        </EditorField>
        <EditorField name="subtitle">
          {(control) => <Textarea {...control} rows={2} maxLength={240} className="min-h-0" />}
        </EditorField>
        <EditorField name="description">
          {({ value, onChange, disabled }) => (
            <ContentRichText
              value={value}
              onChange={onChange}
              disabled={disabled}
              label={t('field.description.label')}
            />
          )}
        </EditorField>
      </Section>
      <Section title={t('section.look')}>
        <EditorField name="logoId">
          {({ value, onChange, disabled }) => (
            <ImagePicker
              value={value}
              onChange={onChange}
              disabled={disabled}
              label={t('field.logoId.label')}
              shape="mark"
            />
          )}
        </EditorField>
        <HueField />
        <EditorField name="language" className="max-w-60">
          {(control) => (
            <NativeSelect {...control}>
              {LANGUAGES.map((language) => (
                <option key={language} value={language}>
                  {t(`field.language.${language}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </EditorField>
      </Section>
      <Section title={t('section.after')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <EditorField name="guaranteeDays">
            {(control) => (
              <NativeSelect {...control}>
                {DAYS.map((days) => (
                  <option key={days} value={days}>
                    {t('field.guaranteeDays.days', { days })}
                  </option>
                ))}
              </NativeSelect>
            )}
          </EditorField>
          <EditorField name="supportEmail">
            {(control) => <Input {...control} type="email" inputMode="email" />}
          </EditorField>
        </div>
        <EditorField name="accessUrl">
          {(control) => <Input {...control} type="url" inputMode="url" autoComplete="off" />}
        </EditorField>
      </Section>
    </>
  )
}
