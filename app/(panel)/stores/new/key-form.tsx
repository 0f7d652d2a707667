// app/(panel)/stores/new/key-form.tsx
'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { saveStoreKeyAction } from '../actions'

type Props = {
  readonly storeId: string
  readonly keyLabel: string
  readonly hint: string | null
}

/** Saved at once and shown by its end alone; the field comes back only to change it. */
export function KeyForm({ storeId, keyLabel, hint }: Props) {
  const t = useTranslations('stores.wizard.address')
  const sentence = useFieldSentence()
  const [changing, setChanging] = useState(false)
  const form = useForm({ defaultValues: { storeId, key: '' } })
  const { onSubmit, busy, message } = useActionForm(form, saveStoreKeyAction, () => {
    form.reset()
    setChanging(false)
  })
  if (hint !== null && !changing) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-paid" />
          {t('keySaved', { hint })}
        </span>
        <Button variant="link" onClick={() => setChanging(true)}>
          {t('keyChange')}
        </Button>
      </p>
    )
  }
  return (
    <Form form={form} onSubmit={onSubmit} className="gap-3">
      <div className="flex items-end gap-2 max-sm:flex-col max-sm:items-stretch">
        <FormField name="key" label={keyLabel} sentence={sentence} className="min-w-0 flex-1">
          {(field) => (
            <Input
              {...field}
              autoComplete="off"
              spellCheck={false}
              data-1p-ignore
              placeholder={t('keyPlaceholder')}
              className="font-mono"
            />
          )}
        </FormField>
        <Button type="submit" busy={busy} className="max-sm:h-11">
          {t('keySave')}
        </Button>
      </div>
      <FormError>{message}</FormError>
    </Form>
  )
}
