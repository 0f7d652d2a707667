// components/offers/new-offer-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type Created = { readonly message: string; readonly title: string }

/** One decision: the name. Everything else is decided while looking at the page. */
export function NewOfferForm({
  create,
}: {
  readonly create: (before: Created | null, form: FormData) => Promise<Created>
}) {
  const t = useTranslations('offers.new')
  const [refused, submit, busy] = useActionState(create, null)
  return (
    <form action={submit} className="grid gap-5">
      <Field label={t('label')} error={refused?.message}>
        <Input
          key={refused?.title}
          name="title"
          defaultValue={refused?.title}
          placeholder={t('placeholder')}
          maxLength={120}
          autoComplete="off"
          autoFocus
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full sm:w-fit">
        {t('button')}
      </Button>
    </form>
  )
}
