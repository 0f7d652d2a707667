// components/offers/method-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import type { MethodsOffered } from '@/lib/offers/payable-methods'
import { control, EditorField, type FieldsProps } from './editor-field'

const METHODS = ['card', 'pix', 'boleto'] as const
type Method = (typeof METHODS)[number]

type Props = FieldsProps & { readonly offered: MethodsOffered }

/** How the offer may be paid. What no acquirer can do stays off, and says why. */
export function MethodFields({ offered, ...props }: Props) {
  const t = useTranslations('offers.field')
  const { form, set, errors } = props
  const chosen = form.methods.split(' ')
  const toggle = (method: Method, on: boolean) =>
    set(
      'methods',
      METHODS.filter((each) => (each === method ? on : chosen.includes(each))).join(' '),
    )
  return (
    <fieldset className="grid">
      <legend className="mb-1.5 text-sm font-medium">{t('methods.label')}</legend>
      <div className="divide-y rounded-md border">
        {METHODS.map((method) => (
          <MethodRow
            key={method}
            method={method}
            isOn={chosen.includes(method)}
            offered={offered[method]}
            canEdit={props.canEdit}
            change={(on) => toggle(method, on)}
          />
        ))}
      </div>
      {errors.methods !== undefined && (
        <p role="alert" className="text-sm text-refused">
          {t('methods.error')}
        </p>
      )}
      <div className="mt-3.5 grid gap-5 empty:hidden sm:grid-cols-2">
        {chosen.includes('pix') && (
          <EditorField name="pixMinutes" errors={errors}>
            <Input {...control(props, 'pixMinutes')} inputMode="numeric" autoComplete="off" />
          </EditorField>
        )}
        {chosen.includes('boleto') && (
          <EditorField name="boletoDays" errors={errors}>
            <Input {...control(props, 'boletoDays')} inputMode="numeric" autoComplete="off" />
          </EditorField>
        )}
      </div>
    </fieldset>
  )
}

type RowProps = {
  readonly method: Method
  readonly isOn: boolean
  readonly offered: MethodsOffered[Method]
  readonly canEdit: boolean
  readonly change: (on: boolean) => void
}

function MethodRow({ method, isOn, offered, canEdit, change }: RowProps) {
  const t = useTranslations('offers.field.methods')
  const id = useId()
  const isAble = offered === 'able'
  return (
    <div className="flex items-start justify-between gap-4 p-3">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="text-sm font-medium">
          {t(method)}
        </label>
        <p id={`${id}-note`} className="text-xs/5 text-muted-foreground">
          {isAble ? t(`${method}Hint`) : t(offered)}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-note`}
        checked={isOn}
        // What was on before its acquirer went may still be switched off.
        disabled={!canEdit || (!isAble && !isOn)}
        onCheckedChange={change}
      />
    </div>
  )
}
