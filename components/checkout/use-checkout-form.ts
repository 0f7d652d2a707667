// components/checkout/use-checkout-form.ts
'use client'

import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { PaymentMethod } from '@/db/schema/payments'
import type { CheckoutOffer } from './checkout-offer'
import {
  BUYER_FIELDS,
  CHECKOUT_FIELDS,
  type CheckoutField,
  type CheckoutValues,
  fieldsFor,
  NOTHING_TYPED,
} from './checkout-values'
import { type Complaint, RULES } from './field-rules'
import type { Way } from './refusal-notice'
import { useCheckout } from './use-checkout'

type Complaints = Partial<Record<CheckoutField, Complaint>>

/** States that a reload brings back without what was typed. */
const AFTER: readonly string[] = ['issued', 'refused']

const CARD_ITSELF = ['number', 'expiry', 'cvv'] as const

/** What is typed, what is chosen and what is wrong with it; the way of the payment is `useCheckout`'s. */
export function useCheckoutForm(offer: CheckoutOffer) {
  const form = useForm<CheckoutValues>({
    defaultValues: NOTHING_TYPED,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const checkout = useCheckout(offer.code)
  const [wanted, want] = useState<PaymentMethod>('card')
  const [wrong, setWrong] = useState<{ fields: readonly CheckoutField[]; turn: number }>({
    fields: [],
    turn: 0,
  })
  const [editing, setEditing] = useState(false)
  const [refusedNumber, setRefusedNumber] = useState<string | null>(null)

  const { state } = checkout
  const { getValues, setValue } = form
  useEffect(() => {
    if (state.kind !== 'refused' || state.answer.method !== 'card') return
    // Whatever the bank said, and whenever, the code is the one thing that is typed again.
    setValue('cvv', '')
    setRefusedNumber(getValues('number'))
  }, [getValues, setValue, state])

  // What the page offers now, which may be less than what was chosen on an older one.
  const method = offer.methods.includes(wanted) ? wanted : (offer.methods[0] ?? 'card')
  const count = Number(form.watch('installments'))
  const [once] = offer.choices
  const inParts = offer.choices.find((choice) => choice.count === count) ?? once
  const priceOf = (way: PaymentMethod) => (way === 'card' ? inParts : once)

  const focus = (field: CheckoutField | 'installments') =>
    requestAnimationFrame(() => form.setFocus(field))

  const complain = (complaints: Complaints) => {
    const fields = CHECKOUT_FIELDS.filter((field) => complaints[field] !== undefined)
    for (const field of fields) {
      form.setError(field, { type: 'rule', message: complaints[field] ?? 'invalid' })
    }
    if (fields.some((field) => BUYER_FIELDS.includes(field))) setEditing(true)
    setWrong(({ turn }) => ({ fields, turn: turn + 1 }))
  }

  /** What is wrong with a field that is no longer asked for is not wrong any more. */
  const choose = (way: PaymentMethod) => {
    want(way)
    const asked = fieldsFor(way)
    setWrong(({ fields, turn }) => ({
      fields: fields.filter((each) => asked.includes(each)),
      turn,
    }))
  }

  /** Another method, with the form as it was left. */
  const turnTo = (way: PaymentMethod) => {
    choose(way)
    setWrong({ fields: [], turn: 0 })
    checkout.fill()
    focus(form.getValues('name') === '' || way !== 'card' ? 'name' : 'number')
  }

  const pay = async (way: PaymentMethod) => {
    const values = form.getValues()
    const price = priceOf(way)
    if (price === undefined) return
    // A page that was loaded anew has forgotten who buys: there is nothing to complain of yet.
    if (values.name === '' && AFTER.includes(state.kind)) return turnTo(way)
    choose(way)
    form.clearErrors()
    const complaints = complaintsOf(values, way)
    if (Object.keys(complaints).length > 0) return complain(complaints)
    setWrong({ fields: [], turn: 0 })
    setEditing(false)
    const sent = { method: way, expectedTotal: price.total }
    const answer = await checkout.submit({ ...values, installments: String(price.count) }, sent)
    if (answer?.kind === 'invalid') complain(answer.fields)
  }

  const go = (way: Way) => {
    if (way === 'pix') return void pay('pix')
    if (way === 'again') return void pay(method)
    if (way === 'card') return turnTo('card')
    choose('card')
    if (way === 'other') for (const field of CARD_ITSELF) form.setValue(field, '')
    focus(way === 'other' ? 'number' : way === 'retry' || way === 'talk' ? 'cvv' : way)
  }

  return {
    ...{ form, checkout, method, choose, wrong, editing, setEditing, pay, turnTo, go, focus },
    price: priceOf(method),
    isRefusedCard: method === 'card' && form.watch('number') === refusedNumber,
  }
}

function complaintsOf(values: CheckoutValues, method: PaymentMethod): Complaints {
  const today = new Date()
  return Object.fromEntries(
    fieldsFor(method).flatMap((field) => {
      const complaint = RULES[field](values[field], values, today)
      return complaint === null ? [] : [[field, complaint]]
    }),
  )
}
