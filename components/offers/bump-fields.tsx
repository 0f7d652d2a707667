// components/offers/bump-fields.tsx
'use client'

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toaster'
import { EditorGroup } from './editor-field'
import { ImagePicker } from './image-picker'
import type { TypedBump } from './offer-form'

const BUMPS_MAX = 5
const ID_LENGTH = 12

const fresh = (): TypedBump => ({
  id: crypto.randomUUID().replaceAll('-', '').slice(0, ID_LENGTH),
  title: '',
  text: '',
  price: '',
  imageId: null,
})

/** What the buyer may tick besides, before paying. */
export function BumpFields() {
  const t = useTranslations('offers.bump')
  return (
    <EditorGroup name="bumps">
      {({ value, onChange, disabled }, errors) => {
        const put = (at: number, bump: TypedBump) =>
          onChange(value.map((each, i) => (i === at ? bump : each)))
        const remove = (at: number) => {
          onChange(value.filter((_, i) => i !== at))
          toast(t('removed'), { action: { label: t('undo'), onClick: () => onChange(value) } })
        }
        return (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
            {value.length > 0 && (
              <ol className="grid grid-cols-[minmax(0,1fr)] gap-3">
                {value.map((bump, at) => (
                  <BumpCard
                    key={bump.id}
                    bump={bump}
                    at={at}
                    last={value.length - 1}
                    errors={errors}
                    disabled={disabled}
                    put={(next) => put(at, next)}
                    move={(by) => onChange(moved(value, at, by))}
                    remove={() => remove(at)}
                  />
                ))}
              </ol>
            )}
            {value.length < BUMPS_MAX ? (
              <Button
                disabled={disabled}
                className="justify-self-start"
                onClick={() => onChange([...value, fresh()])}
              >
                <Plus aria-hidden />
                {t('add')}
              </Button>
            ) : (
              <p className="text-xs text-muted-foreground">{t('full', { max: BUMPS_MAX })}</p>
            )}
          </div>
        )
      }}
    </EditorGroup>
  )
}

function moved(list: readonly TypedBump[], at: number, by: number): readonly TypedBump[] {
  const next = list.filter((_, i) => i !== at)
  const bump = list[at]
  return bump === undefined ? list : next.toSpliced(at + by, 0, bump)
}

type CardProps = {
  readonly bump: TypedBump
  readonly at: number
  readonly last: number
  readonly errors: Readonly<Record<string, string>>
  readonly disabled: boolean
  readonly put: (bump: TypedBump) => void
  readonly move: (by: -1 | 1) => void
  readonly remove: () => void
}

function BumpCard({ bump, at, last, errors, disabled, put, move, remove }: CardProps) {
  const t = useTranslations('offers.bump')
  const wrong = (name: 'title' | 'text' | 'price') => errors[`${at}.${name}`] && t(`${name}.error`)
  const name = bump.title || t('unnamed', { number: at + 1 })
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border p-3">
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
        <IconButton label={t('up', { name })} off={disabled || at === 0} press={() => move(-1)}>
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton label={t('down', { name })} off={disabled || at === last} press={() => move(1)}>
          <ArrowDown aria-hidden />
        </IconButton>
        <IconButton label={t('remove', { name })} off={disabled} press={remove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_128px]">
        <Field label={t('title.label')} help={t('title.help')} error={wrong('title')}>
          <Input
            value={bump.title}
            disabled={disabled}
            maxLength={80}
            autoComplete="off"
            placeholder={t('title.placeholder')}
            onChange={(event) => put({ ...bump, title: event.target.value })}
          />
        </Field>
        <Field label={t('price.label')} help={t('price.help')} error={wrong('price')}>
          <Input
            value={bump.price}
            disabled={disabled}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0,00"
            onChange={(event) => put({ ...bump, price: event.target.value })}
          />
        </Field>
      </div>
      <Field label={t('text.label')} help={t('text.help')} error={wrong('text')}>
        <Textarea
          value={bump.text}
          disabled={disabled}
          rows={2}
          maxLength={200}
          className="min-h-0"
          onChange={(event) => put({ ...bump, text: event.target.value })}
        />
      </Field>
      <Field
        label={t('image.label')}
        help={t('image.help')}
        error={errors[`${at}.imageId`] && t('image.error')}
      >
        <ImagePicker
          value={bump.imageId}
          disabled={disabled}
          label={t('image.of', { name })}
          shape="square"
          onChange={(imageId) => put({ ...bump, imageId })}
        />
      </Field>
    </li>
  )
}

type IconProps = {
  readonly label: string
  readonly off: boolean
  readonly press: () => void
  readonly children: React.ReactNode
}

function IconButton({ label, off, press, children }: IconProps) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} disabled={off} onClick={press}>
      {children}
    </Button>
  )
}
