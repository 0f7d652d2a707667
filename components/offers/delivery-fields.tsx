// components/offers/delivery-fields.tsx
'use client'

import { Input } from '@/components/ui/input'
import { control, EditorField, type FieldsProps } from './editor-field'

export function DeliveryFields(props: FieldsProps) {
  const { errors } = props
  return (
    <div className="grid gap-5">
      <EditorField name="accessUrl" errors={errors}>
        <Input {...control(props, 'accessUrl')} type="url" inputMode="url" autoComplete="off" />
      </EditorField>
      <EditorField name="supportEmail" errors={errors}>
        <Input {...control(props, 'supportEmail')} type="email" inputMode="email" />
      </EditorField>
      <EditorField name="bellUrl" errors={errors}>
        <Input {...control(props, 'bellUrl')} type="url" inputMode="url" autoComplete="off" />
      </EditorField>
    </div>
  )
}
