// components/checkout/checkout-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type FieldErrors, useForm } from 'react-hook-form'
import { BuyerFields } from './buyer-fields'
import { CardFields } from './card-fields'
import type { CheckoutOffer } from './checkout-offer'
import {
  CHECKOUT_FIELDS,
  type CheckoutField,
  type CheckoutValues,
  NOTHING_TYPED,
} from './checkout-values'
import { ErrorSummary } from './error-summary'
import type { Complaint } from './field-rules'
import { FinishedNotice } from './finished-notice'
import { OrderSummary } from './order-summary'
import { PayBar } from './pay-bar'
import { PayingPanel, useMoment } from './paying-panel'
import { ProblemNotice } from './problem-notice'
import { RefusalNotice } from './refusal-notice'
import { Step } from './step'
import { useCheckout } from './use-checkout'
import { useKeepInView } from './use-keep-in-view'

/** One form, one button, one total. */
export function CheckoutForm({ offer }: { readonly offer: CheckoutOffer }) {
  const t = useTranslations('checkout')
  const form = useForm<CheckoutValues>({
    defaultValues: NOTHING_TYPED,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const { state, submit, startOver, checkoutId } = useCheckout(offer.code)
  const [wrong, setWrong] = useState<{ fields: CheckoutField[]; turn: number }>({
    fields: [],
    turn: 0,
  })
  const [editing, setEditing] = useState(false)
  const [refusedNumber, setRefusedNumber] = useState<string | null>(null)
  const bar = useKeepInView()
  const chosen =
    offer.choices.find(({ count }) => count === Number(form.watch('installments'))) ??
    offer.choices[0]
  const busy = state.kind === 'paying' || state.kind === 'waiting'
  const folded = busy || (state.kind === 'refused' && !editing && form.getValues('name') !== '')
  if (chosen === undefined) return null

  const refuse = (
    errors: FieldErrors<CheckoutValues> | Partial<Record<CheckoutField, Complaint>>,
  ) => {
    const fields = CHECKOUT_FIELDS.filter((field) => errors[field])
    if (fields.some((field) => ['name', 'email', 'phone', 'document'].includes(field)))
      setEditing(true)
    setWrong(({ turn }) => ({ fields, turn: turn + 1 }))
  }
  const refuseAsServer = (fields: Partial<Record<CheckoutField, Complaint>>) => {
    for (const field of CHECKOUT_FIELDS) {
      const message = fields[field]
      if (message !== undefined) form.setError(field, { type: 'server', message })
    }
    refuse(fields)
  }
  const send = form.handleSubmit(async (values) => {
    setWrong({ fields: [], turn: 0 })
    setEditing(false)
    // What the page offers now, which may be less than what was chosen on an older one.
    const answer = await submit({ ...values, installments: String(chosen.count) }, chosen.total)
    if (answer?.kind === 'invalid') return refuseAsServer(answer.fields)
    // Whatever the bank said, the code is the one thing that is typed again.
    if (answer?.kind !== 'refused') return
    form.setValue('cvv', '')
    setRefusedNumber(values.number)
  }, refuse)
  const otherCard = () => {
    for (const field of ['number', 'expiry', 'cvv'] as const) form.setValue(field, '')
    form.setFocus('number')
  }
  return (
    <form className="checkout" noValidate onSubmit={send}>
      <div className="main">
        {state.kind === 'finished' && (
          <FinishedNotice code={offer.code} checkoutId={checkoutId()} onMore={startOver} />
        )}
        {wrong.fields.length > 0 && !busy && (
          <ErrorSummary {...wrong} onGo={(field) => form.setFocus(field)} />
        )}
        {state.kind === 'filling' && state.problem && <ProblemNotice problem={state.problem} />}
        {state.kind === 'refused' && wrong.fields.length === 0 && (
          <RefusalNotice
            refusal={state.answer.refusal}
            at={state.at}
            late={state.late}
            supportEmail={offer.supportEmail}
            onOtherCard={otherCard}
            onCorrect={(field) => form.setFocus(field)}
          />
        )}
        {busy && <Paying waiting={state.kind === 'waiting'} />}
        <Step
          number={1}
          title={t('steps.buyer')}
          done={folded ? t('steps.ready') : undefined}
          action={
            folded && !busy ? (
              <button className="link" type="button" onClick={() => setEditing(true)}>
                {t('steps.edit')}
              </button>
            ) : null
          }
        >
          {folded ? <ReadBack values={form.getValues()} /> : <BuyerFields form={form} />}
        </Step>
        <div hidden={busy}>
          <Step number={2} title={t('steps.payment')}>
            <CardFields form={form} offer={offer} codeAgain={state.kind === 'refused'} />
          </Step>
        </div>
      </div>
      <OrderSummary offer={offer} chosen={chosen} />
      <PayBar
        ref={bar}
        busy={busy}
        again={state.kind === 'refused' && form.watch('number') === refusedNumber}
        total={chosen.total}
      />
    </form>
  )
}

function Paying({ waiting }: { readonly waiting: boolean }) {
  return <PayingPanel moment={useMoment(waiting)} />
}

function ReadBack({ values }: { readonly values: CheckoutValues }) {
  return (
    <div className="readback">
      <strong>{values.name}</strong>
      <span>{values.email}</span>
      <span className="num">
        {values.phone} · {values.document}
      </span>
    </div>
  )
}
