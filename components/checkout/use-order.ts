// components/checkout/use-order.ts
'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Installments } from '@/lib/kernel/installments'
import type { Centavos } from '@/lib/kernel/money'
import { type Quote, quoteOf } from '@/lib/kernel/quote'
import { readCoupon } from './attribution'
import type { CheckoutBump, CheckoutOffer } from './checkout-offer'
import { askCoupon, type CouponRefusal, type TakenCoupon } from './coupon-api'
import type { Fields } from './use-fields'
import { type FirstCharge, useFirstCharge } from './use-first-charge'

export type Order = Quote & {
  /** As it is paid with the method chosen: the one sum that selector, summary and button show. */
  readonly chosen: Installments
  readonly offer: CheckoutOffer
  readonly method: PaymentMethod
  /** What may be ticked besides. */
  readonly offered: readonly CheckoutBump[]
  readonly ticked: readonly string[]
  readonly tick: (id: string, on: boolean) => void
  readonly coupon: CouponState
  /** Of a subscription: when it is charged first, and what every charge after that one is. */
  readonly firstCharge: FirstCharge | null
  readonly renewal: Centavos | null
  /** What it would be with another method: a coupon may be good for one of them alone. */
  readonly with: (method: PaymentMethod) => Quote
}

export type CouponState = {
  readonly taken: TakenCoupon | null
  /** Taken, and good for the method chosen. */
  readonly counts: boolean
  readonly refusal: CouponRefusal | null
  readonly busy: boolean
  readonly apply: (typed: string) => Promise<void>
  readonly drop: (why: CouponRefusal | null) => void
}

const goodFor = (coupon: TakenCoupon | null, method: PaymentMethod) =>
  coupon !== null && (coupon.methods === null || coupon.methods.includes(method))

/** What is bought, and what it costs: worked out once, by the rules of the server. */
export function useOrder(offer: CheckoutOffer, form: Fields, method: PaymentMethod): Order {
  const [wanted, want] = useState<readonly string[]>([])
  const coupon = useCoupon(offer, method)
  const firstCharge = useFirstCharge(offer.plan)
  // What is ticked besides is charged with the first charge: where that is not today, there is none.
  const offered = firstCharge?.isLater ? [] : offer.bumps
  // What the page offers now, which may be less than an older one did.
  const bumps = offered.filter(({ id }) => wanted.includes(id))
  const priced = (way: PaymentMethod) =>
    quoteOf({
      terms: offer.terms,
      bumps: bumps.map(({ price }) => price),
      coupon: goodFor(coupon.taken, way) ? coupon.taken : null,
    })
  const quote = priced(method)
  const count = method === 'card' ? Number(form.values.installments) : 1
  const [once] = quote.choices
  const chosen = quote.choices.find((choice) => choice.count === count) ?? once ?? free(quote.price)
  const tick = (id: string, on: boolean) =>
    want((now) => (on ? [...now, id] : now.filter((each) => each !== id)))
  const renewal = offer.plan === null ? null : renewalOf(offer, coupon)
  const ticked = bumps.map(({ id }) => id)
  return {
    ...{ ...quote, chosen, offer, method, ticked, tick, coupon, with: priced },
    ...{ offered, firstCharge, renewal },
  }
}

const free = (price: Centavos): Installments => ({
  ...{ count: 1, total: price, interest: 0 as Centavos },
  ...{ first: price, last: price },
})

/** What is ticked besides is bought once; a coupon may be good for the first charge alone. */
function renewalOf({ terms }: CheckoutOffer, { taken, counts }: CouponState): Centavos {
  const lasts = counts && taken?.everyCharge === true
  return quoteOf({ terms, coupon: lasts ? taken : null }).price
}

function useCoupon(offer: CheckoutOffer, method: PaymentMethod): CouponState {
  const [taken, take] = useState<TakenCoupon | null>(null)
  const [refusal, refuse] = useState<CouponRefusal | null>(null)
  const [busy, setBusy] = useState(false)
  const turn = useRef(0)
  const apply = async (typed: string) => {
    const code = typed.trim().toUpperCase()
    if (code === '') return refuse({ why: 'empty' })
    const mine = ++turn.current
    setBusy(true)
    const answer = await askCoupon(offer.code, code)
    if (mine !== turn.current) return
    setBusy(false)
    const good = 'why' in answer ? null : answer
    take(good)
    refuse('why' in answer ? answer : null)
  }
  const drop = (why: CouponRefusal | null) => {
    turn.current++
    take(null)
    refuse(why)
    setBusy(false)
  }
  // A link may carry one: it applies by itself.
  const applyFirst = useEffectEvent(() => {
    const code = offer.takesCoupons ? readCoupon() : null
    if (code !== null) void apply(code)
  })
  useEffect(() => applyFirst(), [])
  return { taken, counts: goodFor(taken, method), refusal, busy, apply, drop }
}
