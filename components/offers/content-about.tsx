// components/offers/content-about.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { About } from '@/db/schema/offer-content'
import type { FieldEditorProps } from './field-shape'
import { ImagePicker } from './image-picker'

const NOBODY: About = { name: '', text: '', photoId: null }

/** Who sells. While nothing of it is filled in, the page says nothing of it. */
export function ContentAbout({ value, onChange, errors, disabled }: FieldEditorProps<'about'>) {
  const t = useTranslations('offers.content.about')
  const about = value ?? NOBODY
  const change = (part: Partial<About>) => {
    const next = { ...about, ...part }
    const isEmpty = next.name.trim() === '' && next.text.trim() === '' && next.photoId === null
    onChange(isEmpty ? null : next)
  }
  const words = (part: keyof About) => ({
    label: t(`${part}.label`),
    help: t(`${part}.help`),
    error: errors[part] !== undefined && t(`${part}.error`),
  })
  return (
    <div className="grid gap-4">
      <Field {...words('photoId')}>
        <ImagePicker
          value={about.photoId}
          shape="round"
          label={t('photoId.label')}
          disabled={disabled}
          onChange={(photoId) => change({ photoId })}
        />
      </Field>
      <Field {...words('name')}>
        <Input
          value={about.name}
          maxLength={80}
          autoComplete="off"
          disabled={disabled}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field {...words('text')}>
        <Textarea
          value={about.text}
          rows={4}
          maxLength={1_000}
          disabled={disabled}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
    </div>
  )
}
