// components/checkout/use-checkout-form.ts
'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import type { CheckoutOffer } from './checkout-offer'
import {
  BUYER_FIELDS,
  CHECKOUT_FIELDS,
  type CheckoutField,
  type CheckoutValues,
  fieldsFor,
} from './checkout-values'
import { type Complaint, RULES } from './field-rules'
import type { Way } from './refusal-notice'
import { type CheckoutState, useCheckout } from './use-checkout'
import { type Fields, useFields } from './use-fields'
import { type Order, useOrder } from './use-order'

/** `turn` counts the submissions, so that each one that fails takes the focus again. */
type Wrong = { readonly fields: readonly CheckoutField[]; readonly turn: number }
type Complaints = Partial<Record<CheckoutField, Complaint>>

/** States that a reload brings back without what was typed. */
const AFTER: readonly string[] = ['issued', 'refused']

const CARD_ITSELF = ['number', 'expiry', 'cvv'] as const

/** What is typed, what is chosen and what is wrong with it; the way of the payment is `useCheckout`'s. */
export function useCheckoutForm(offer: CheckoutOffer) {
  const form = useFields()
  const checkout = useCheckout(offer.code)
  const [wanted, want] = useState<PaymentMethod>('card')
  const [wrong, setWrong] = useState<Wrong>({ fields: [], turn: 0 })
  const [editing, setEditing] = useState(false)

  const { state } = checkout
  // What the page offers now, which may be less than what was chosen on an older one.
  const method = offer.methods.includes(wanted) ? wanted : (offer.methods[0] ?? 'card')
  const order = useOrder(offer, form, method)

  const refusedNumber = useAnswer(state, form, order)

  const focus = (field: CheckoutField | 'installments') =>
    requestAnimationFrame(() => form.focus(field))

  const complain = (complaints: Complaints) => {
    const fields = CHECKOUT_FIELDS.filter((field) => complaints[field] !== undefined)
    form.complain(complaints)
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
    focus(form.now().name === '' || way !== 'card' ? 'name' : 'number')
  }

  const pay = async (way: PaymentMethod) => {
    const values = form.now()
    const { choices } = order.with(way)
    const price = way === method ? order.chosen : choices[0]
    if (price === undefined) return
    // A page that was loaded anew has forgotten who buys: there is nothing to complain of yet.
    if (values.name === '' && AFTER.includes(state.kind)) return turnTo(way)
    choose(way)
    const complaints = complaintsOf(values, way)
    complain(complaints)
    if (Object.keys(complaints).length > 0) return
    setWrong({ fields: [], turn: 0 })
    setEditing(false)
    const { taken } = order.coupon
    const good = taken?.methods?.includes(way) ?? true
    const answer = await checkout.submit(
      { ...values, installments: String(price.count) },
      {
        method: way,
        expectedTotal: price.total,
        bumps: order.ticked,
        ...(taken !== null && good && { coupon: taken.code }),
      },
    )
    if (answer?.kind === 'invalid') complain(answer.fields)
  }

  const go = (way: Way) => {
    if (way === 'pix') return void pay('pix')
    if (way === 'again') return void pay(method)
    if (way === 'card') return turnTo('card')
    choose('card')
    if (way === 'other') for (const field of CARD_ITSELF) form.write(field, '')
    focus(way === 'other' ? 'number' : way === 'retry' || way === 'talk' ? 'cvv' : way)
  }

  return {
    ...{
      form,
      checkout,
      method,
      order,
      choose,
      wrong,
      editing,
      setEditing,
      pay,
      turnTo,
      go,
      focus,
    },
    isRefusedCard: method === 'card' && form.values.number === refusedNumber,
  }
}

/** What an answer changes in the form; the number of the card it refused. */
function useAnswer(state: CheckoutState, form: Fields, order: Order): string | null {
  const [refusedNumber, setRefusedNumber] = useState<string | null>(null)
  const hear = useEffectEvent((answered: CheckoutState) => {
    if (answered.kind === 'filling' && answered.problem?.kind === 'coupon') {
      order.coupon.drop(answered.problem.refusal)
    }
    if (answered.kind !== 'refused' || answered.answer.method !== 'card') return
    // Whatever the bank said, and whenever, the code is the one thing that is typed again.
    form.write('cvv', '')
    setRefusedNumber(form.now().number)
  })
  useEffect(() => hear(state), [state])
  return refusedNumber
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
