// components/offers/content-testimonials.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { Testimonial } from '@/db/schema/offer-content'
import { ContentParts } from './content-parts'
import type { FieldEditorProps } from './field-shape'
import { ImagePicker } from './image-picker'

const MAX = 20
const BLANK: Testimonial = { name: '', role: '', text: '', photoId: null }

/** What buyers said: words first, then who said them, with a face. */
export function ContentTestimonials(props: FieldEditorProps<'testimonials'>) {
  const { value, onChange, errors, disabled } = props
  const t = useTranslations('offers.content.testimonials')
  return (
    <ContentParts<Testimonial>
      {...{ value, onChange, disabled, max: MAX, blank: BLANK }}
      nameOf={({ name }, place) => name || t('nth', { place })}
      words={{ add: t('add'), none: t('none'), removeOf: (name) => t('removeOf', { name }) }}
    >
      {(said, at, change) => (
        <TestimonialFields
          said={said}
          place={at + 1}
          fault={(part) => errors[`${at}.${part}`] !== undefined}
          onChange={change}
          disabled={disabled}
        />
      )}
    </ContentParts>
  )
}

type Part = keyof Testimonial
type FieldsProps = {
  readonly said: Testimonial
  readonly place: number
  readonly fault: (part: Part) => boolean
  readonly onChange: (said: Testimonial) => void
  readonly disabled: boolean
}

function TestimonialFields({ said, place, fault, onChange, disabled }: FieldsProps) {
  const t = useTranslations('offers.content.testimonials')
  const words = (part: Part) => ({
    label: t(`${part}.label`),
    help: t(`${part}.help`),
    error: fault(part) && t(`${part}.error`),
  })
  return (
    <div className="grid gap-4">
      <Field {...words('text')}>
        <Textarea
          value={said.text}
          rows={3}
          maxLength={600}
          disabled={disabled}
          onChange={(event) => onChange({ ...said, text: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...words('name')}>
          <Input
            value={said.name}
            maxLength={80}
            autoComplete="off"
            disabled={disabled}
            onChange={(event) => onChange({ ...said, name: event.target.value })}
          />
        </Field>
        <Field {...words('role')}>
          <Input
            value={said.role}
            maxLength={80}
            autoComplete="off"
            placeholder={t('role.placeholder')}
            disabled={disabled}
            onChange={(event) => onChange({ ...said, role: event.target.value })}
          />
        </Field>
      </div>
      <Field {...words('photoId')}>
        <ImagePicker
          value={said.photoId}
          shape="round"
          label={t('photoOf', { name: said.name || t('nth', { place }) })}
          disabled={disabled}
          onChange={(photoId) => onChange({ ...said, photoId })}
        />
      </Field>
    </div>
  )
}
