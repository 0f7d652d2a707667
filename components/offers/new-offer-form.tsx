// components/offers/new-offer-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'

/** As it was sent, with what is wrong beside it. */
export type NotCreated = {
  readonly title: string
  readonly price: string
  readonly template: string
  readonly wrong: { readonly title?: string; readonly price?: string; readonly form?: string }
}

type Props = {
  readonly templates: readonly ('course' | 'event' | 'club' | 'file' | 'blank')[]
  readonly create: (before: NotCreated | null, form: FormData) => Promise<NotCreated>
}

/** Three decisions: the name, the price, and what it begins as. The rest is decided looking at the page. */
export function NewOfferForm({ templates, create }: Props) {
  const t = useTranslations('offers.new')
  const words = useTranslations('offers.template')
  const [refused, submit, busy] = useActionState(create, null)
  const [template, setTemplate] = useState<string>('course')
  return (
    <form action={submit} className="grid gap-5">
      <FormError>{refused?.wrong.form}</FormError>
      <Field label={t('label')} help={t('help')} error={refused?.wrong.title}>
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
      <Field
        label={t(template === 'club' ? 'priceEach' : 'price')}
        hint={t('priceHint')}
        help={t('priceHelp')}
        error={refused?.wrong.price}
        className="max-w-60"
      >
        <Input
          key={refused?.price}
          name="price"
          defaultValue={refused?.price}
          placeholder="0,00"
          inputMode="decimal"
          autoComplete="off"
        />
      </Field>
      <div className="grid gap-1.5">
        <span id="template-label" className="text-sm font-medium">
          {t('template')}
        </span>
        <input type="hidden" name="template" value={template} />
        <RadioGroup
          aria-labelledby="template-label"
          value={template}
          onValueChange={setTemplate}
          className="sm:grid-cols-2"
        >
          {templates.map((each) => (
            <RadioCard key={each} value={each} title={words(`${each}.title`)}>
              {words(`${each}.text`)}
            </RadioCard>
          ))}
        </RadioGroup>
      </div>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full sm:w-fit">
        {t('button')}
      </Button>
    </form>
  )
}
