// components/offers/upsell-fields.tsx
'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { Textarea } from '@/components/ui/textarea'
import { formatReais } from '@/lib/kernel/money'
import type { OtherOffer } from '@/lib/offers/editor-view'
import { useEditor } from './editor-context'
import { EditorGroup } from './editor-field'
import type { TypedUpsell } from './offer-form'

/** What the receipt offers: one touch buys another offer of the account with the same card. */
export function UpsellFields() {
  const t = useTranslations('offers.upsell')
  const { others } = useEditor().offer
  return (
    <EditorGroup name="upsell">
      {({ value, onChange, disabled }, errors) => {
        const gone = value !== null && others.every(({ id }) => id !== value.offerId)
        if (others.length === 0 && value === null) return <NoOthers />
        return (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <Field
              label={t('offer.label')}
              help={t('offer.help')}
              error={errors.offerId && t(wordOf(errors.offerId))}
            >
              <NativeSelect
                value={value?.offerId ?? ''}
                disabled={disabled}
                onChange={(event) => onChange(chosen(others, event.target.value, value))}
              >
                <option value="">{t('none')}</option>
                {gone && <option value={value.offerId}>{t('gone')}</option>}
                {others.map(({ id, title, price }) => (
                  <option key={id} value={id}>
                    {price === null ? title : `${title} (${formatReais(price)})`}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            {value !== null && (
              <Words value={value} errors={errors} disabled={disabled} onChange={onChange} />
            )}
          </div>
        )
      }}
    </EditorGroup>
  )
}

const WORDS = ['upsell_itself', 'upsell_not_sold', 'upsell_recurring'] as const
const wordOf = (code: string) => WORDS.find((word) => word === code) ?? 'upsell_not_sold'

/** Another offer keeps the words that were written for the first. */
function chosen(
  others: readonly OtherOffer[],
  id: string,
  before: TypedUpsell | null,
): TypedUpsell | null {
  const offer = others.find((each) => each.id === id)
  if (offer === undefined) return null
  return { title: '', text: '', price: '', ...before, offerId: offer.id }
}

function NoOthers() {
  const t = useTranslations('offers.upsell')
  return (
    <p className="rounded-md border border-dashed p-3 text-sm text-muted-foreground">
      {t('empty')}{' '}
      <Link href="/offers/new" className="prose-link">
        {t('create')}
      </Link>
    </p>
  )
}

type WordsProps = {
  readonly value: TypedUpsell
  readonly errors: Readonly<Record<string, string>>
  readonly disabled: boolean
  readonly onChange: (value: TypedUpsell) => void
}

function Words({ value, errors, disabled, onChange }: WordsProps) {
  const t = useTranslations('offers.upsell')
  const put = (part: Partial<TypedUpsell>) => onChange({ ...value, ...part })
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_160px]">
        <Field
          label={t('title.label')}
          help={t('title.help')}
          error={errors.title && t('title.error')}
        >
          <Input
            value={value.title}
            disabled={disabled}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => put({ title: event.target.value })}
          />
        </Field>
        <Field
          label={t('price.label')}
          help={t('price.help')}
          error={errors.price && t('price.error')}
        >
          <Input
            value={value.price}
            disabled={disabled}
            inputMode="decimal"
            autoComplete="off"
            placeholder={t('price.own')}
            onChange={(event) => put({ price: event.target.value })}
          />
        </Field>
      </div>
      <Field label={t('text.label')} help={t('text.help')} error={errors.text && t('text.error')}>
        <Textarea
          value={value.text}
          disabled={disabled}
          rows={3}
          maxLength={600}
          onChange={(event) => put({ text: event.target.value })}
        />
      </Field>
    </>
  )
}
