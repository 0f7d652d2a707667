// components/offers/method-fields.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useWatch } from 'react-hook-form'
import { Help } from '@/components/ui/help'
import { Input } from '@/components/ui/input'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import { Switch } from '@/components/ui/switch'
import type { MethodsOffered } from '@/lib/offers/payable-methods'
import { useEditor } from './editor-context'
import { EditorField, EditorGroup } from './editor-field'
import type { OfferForm } from './offer-form'

const METHODS = ['card', 'pix', 'boleto'] as const
type Method = (typeof METHODS)[number]

/** How the offer may be paid. What no acquirer can do stays off, and says why. */
export function MethodFields() {
  const { offered } = useEditor().offer
  const chosen = useWatch<OfferForm, 'methods'>({ name: 'methods' })
  return (
    <>
      <EditorGroup name="methods">
        {({ value, onChange, disabled }) => (
          <div className="divide-y rounded-md border">
            {METHODS.map((method) => (
              <MethodRow
                key={method}
                method={method}
                isOn={value.includes(method)}
                offered={offered[method]}
                disabled={disabled}
                change={(on) =>
                  onChange(METHODS.filter((each) => (each === method ? on : value.includes(each))))
                }
              />
            ))}
          </div>
        )}
      </EditorGroup>
      <div className="grid gap-5 empty:hidden sm:grid-cols-2">
        {chosen.includes('pix') && (
          <EditorField name="pixMinutes">
            {(control) => <Input {...control} inputMode="numeric" autoComplete="off" />}
          </EditorField>
        )}
        {chosen.includes('boleto') && (
          <EditorField name="boletoDays">
            {(control) => <Input {...control} inputMode="numeric" autoComplete="off" />}
          </EditorField>
        )}
      </div>
    </>
  )
}

type RowProps = {
  readonly method: Method
  readonly isOn: boolean
  readonly offered: MethodsOffered[Method]
  readonly disabled: boolean
  readonly change: (on: boolean) => void
}

function MethodRow({ method, isOn, offered, disabled, change }: RowProps) {
  const t = useTranslations('offers.field.methods')
  const id = useId()
  const isAble = offered === 'able'
  return (
    <div className="flex items-start justify-between gap-4 p-3">
      <div className="grid gap-0.5">
        <div className="flex items-center gap-1">
          <label htmlFor={id} className="text-sm font-medium">
            {t(method)}
          </label>
          <Help of={t(method)}>{t(`${method}Help`)}</Help>
        </div>
        <p id={`${id}-note`} className="text-xs/5 text-muted-foreground">
          {isAble ? t(`${method}Hint`) : t(offered)}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-note`}
        checked={isOn}
        // What was on before its acquirer went may still be switched off.
        disabled={disabled || (!isAble && !isOn)}
        onCheckedChange={change}
      />
    </div>
  )
}

/** When the card is charged, and what its bill says. */
export function CaptureFields() {
  const t = useTranslations('offers.field')
  return (
    <>
      <EditorGroup name="captureMode">
        {({ value, onChange, disabled }) => (
          <RadioGroup
            aria-label={t('captureMode.label')}
            value={value}
            disabled={disabled}
            onValueChange={onChange}
            className="sm:grid-cols-2"
          >
            <RadioCard value="automatic" title={t('captureMode.automatic')}>
              {t('captureMode.automaticHint')}
            </RadioCard>
            <RadioCard value="manual" title={t('captureMode.manual')}>
              {t('captureMode.manualHint')}
            </RadioCard>
          </RadioGroup>
        )}
      </EditorGroup>
      <EditorField name="statementName" className="max-w-72">
        {(control) => <Input {...control} maxLength={13} autoComplete="off" />}
      </EditorField>
    </>
  )
}
