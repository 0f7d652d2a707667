// components/coupons/coupon-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { CouponRow } from '@/lib/offers/list-coupons'
import { CouponRules } from './coupon-rules'

export type CouponFieldName =
  | ('code' | 'value' | 'startsAt' | 'endsAt' | 'maxUses' | 'maxPerBuyer' | 'methods')
  | 'form'

export type CouponAnswer = {
  /** Of what was saved. */
  readonly code?: string
  readonly wrong: Readonly<Partial<Record<CouponFieldName, string>>>
}

export type SaveCoupon = (before: CouponAnswer | null, form: FormData) => Promise<CouponAnswer>

/** What stands in the fields, as text: of a new coupon, or of one that is edited. */
export type CouponText = {
  readonly kind: CouponRow['kind']
  readonly value: string
  readonly startsAt: string
  readonly endsAt: string
  readonly maxUses: string
  readonly maxPerBuyer: string
  readonly everyCharge: boolean
  readonly methods: readonly string[]
}

/** What a field says, and to which answer of the server it was said. */
type Typed = { readonly value: string; readonly since: CouponAnswer | null }

type Props = {
  readonly save: SaveCoupon
  /** Null for a new one, which has no code yet. */
  readonly code: string | null
  readonly given: CouponText
  /** Of one offer's page: the coupon may be for it alone, or for all. */
  readonly hasOffer: boolean
  readonly onDone: () => void
}

export function CouponForm({ save, code, given, hasOffer, onDone }: Props) {
  const t = useTranslations('coupons.form')
  const [answer, submit, busy] = useActionState(save, null)
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({})
  const wrong = Object.fromEntries(
    Object.entries(answer?.wrong ?? {}).filter(([name]) => typed[name]?.since !== answer),
  ) as CouponAnswer['wrong']
  const told = useRef<CouponAnswer | null>(null)
  const saved = answer?.code
  useEffect(() => {
    if (saved === undefined || told.current === answer) return
    told.current = answer // Once, however often its dialog is drawn while it closes.
    toast.success(t(code === null ? 'made' : 'saved', { code: saved }))
    onDone()
  }, [answer, saved, code, onDone, t])
  // A form that was refused keeps what was typed, and what is wrong goes while it is put right.
  const field = (name: string, before: string) => ({
    name,
    value: typed[name]?.value ?? before,
    autoComplete: 'off',
    onChange: ({ target }: { readonly target: HTMLInputElement | HTMLSelectElement }) =>
      setTyped((all) => ({ ...all, [name]: { value: target.value, since: answer } })),
  })
  const kind = typed.kind?.value ?? given.kind
  return (
    <form action={submit} className="grid gap-4">
      <FormError>{wrong.form}</FormError>
      {code === null && (
        <Field label={t('code')} hint={t('codeHint')} error={wrong.code} required>
          <Input
            {...field('code', '')}
            maxLength={30}
            placeholder={t('codeExample')}
            className="font-mono uppercase"
          />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('kind')}>
          <NativeSelect {...field('kind', given.kind)}>
            <option value="percent">{t('percent')}</option>
            <option value="fixed">{t('fixed')}</option>
          </NativeSelect>
        </Field>
        <Field
          label={t(kind === 'fixed' ? 'valueFixed' : 'valuePercent')}
          hint={t('valueHint')}
          error={wrong.value}
          required
        >
          <Input
            {...field('value', given.value)}
            inputMode="decimal"
            placeholder={kind === 'fixed' ? '30,00' : '10'}
          />
        </Field>
      </div>
      {code === null && hasOffer && (
        <Field label={t('scope')}>
          <NativeSelect {...field('scope', 'offer')}>
            <option value="offer">{t('thisOffer')}</option>
            <option value="all">{t('allOffers')}</option>
          </NativeSelect>
        </Field>
      )}
      <CouponRules given={given} field={field} wrong={wrong} />
      <DialogFooter>
        <Button type="submit" variant="primary" busy={busy}>
          {t(code === null ? 'create' : 'save')}
        </Button>
      </DialogFooter>
    </form>
  )
}
