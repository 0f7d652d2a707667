// components/checkout/checkout-answer.ts
import type { PaymentMethod } from '@/db/schema/payments'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { VoucherView } from '@/lib/sales/checkout-answer'
import type { CheckoutField } from './checkout-values'
import { type CouponRefusal, couponRefusal } from './coupon-api'
import type { Complaint } from './field-rules'

/** The classes of refusal that have a sentence: `checkout.refusal.<class>`. */
export type RefusalClass =
  | 'limit'
  | 'card_data'
  | 'security_code'
  | 'expired'
  | 'locked'
  | 'suspected'
  | 'not_permitted'
  | 'blocked'
  | 'installments'
  | 'unavailable'
  | 'shop'
  | 'retry_limit'

export type Refusal = {
  readonly class: RefusalClass
  readonly code: string | null
  readonly card: string | null
}

export type CheckoutAnswer =
  | { readonly kind: 'approved' }
  | { readonly kind: 'pending'; readonly method: PaymentMethod }
  /** There is a Pix or a boleto to pay with, or there was one until its time was over. */
  | { readonly kind: 'issued'; readonly voucher: VoucherView; readonly amount: Centavos }
  | {
      readonly kind: 'refused'
      readonly refusal: Refusal
      readonly method: PaymentMethod
      /** A Pix of before that may still be paid. */
      readonly voucher: VoucherView | null
      readonly amount: Centavos
    }
  | { readonly kind: 'invalid'; readonly fields: Partial<Record<CheckoutField, Complaint>> }
  | { readonly kind: 'too_many'; readonly seconds: number }
  | { readonly kind: 'gone' }
  /** The offer costs another sum than the page said; nothing was charged. */
  | { readonly kind: 'repriced' }
  /** The store no longer takes what was chosen. */
  | { readonly kind: 'method_gone' }
  /** The last place, the hour or something added went while the form was filled in. */
  | { readonly kind: 'sold_out' | 'not_open' | 'over' | 'bump_gone' }
  | { readonly kind: 'coupon'; readonly refusal: CouponRefusal }
  /** This checkout's name belongs to another purchase: it is given up for a new one. */
  | { readonly kind: 'reused' }
  | { readonly kind: 'unheard' }
  | { readonly kind: 'nothing' }

export type AnswerBody = {
  readonly status?: string
  readonly method?: PaymentMethod
  readonly amount?: Centavos
  readonly voucher?: VoucherView | null
  readonly refusal?: Refusal | null
  readonly code?: string
  readonly errors?: readonly { readonly path: string; readonly code: string }[]
  /** Of a coupon: since when, or until when, and with what it is good. */
  readonly at?: string | null
  readonly methods?: readonly PaymentMethod[] | null
}

export function readAnswer(status: number, headers: Headers, body: AnswerBody): CheckoutAnswer {
  if (status === 429) return { kind: 'too_many', seconds: Number(headers.get('retry-after')) || 30 }
  const codes = [body.code ?? '', ...(body.errors ?? []).map(({ code }) => code)]
  for (const code of status < 400 ? [] : codes) {
    const refusal = couponRefusal({ ...body, code })
    if (refusal !== null) return { kind: 'coupon', refusal }
    const gone = GONE[code]
    if (gone !== undefined) return { kind: gone }
  }
  if (status === 409) return CONFLICTS[body.code ?? ''] ?? { kind: 'gone' }
  if (status === 404) return body.code === 'sale_not_found' ? { kind: 'nothing' } : { kind: 'gone' }
  if (body.errors?.some(({ code }) => code === 'installments_not_offered'))
    return { kind: 'repriced' }
  if (body.errors?.some(({ code }) => code === 'method_not_offered')) return { kind: 'method_gone' }
  if (status >= 400 && status < 500) return { kind: 'invalid', fields: fieldsOf(body.errors ?? []) }
  if (status >= 500) return { kind: 'unheard' }
  return readSale(body)
}

/** What a sale tells of itself, asked for or told over the live channel. */
export function readSale(body: AnswerBody): CheckoutAnswer {
  const { status, method = 'card', voucher = null, amount = NOTHING } = body
  const open = status === 'pending' || status === 'expired'
  if (voucher !== null && open) return { kind: 'issued', voucher, amount }
  if (status === 'pending') return { kind: 'pending', method }
  // Bought, whatever became of it since: the receipt tells the rest.
  if (status !== 'refused' && status !== 'failed') return { kind: 'approved' }
  return { kind: 'refused', method, refusal: body.refusal ?? NOBODY_SAID, voucher, amount }
}

const NOTHING = centavos(0)
const NOBODY_SAID: Refusal = { class: 'unavailable', code: null, card: null }

/** What an offer is short of; each is said on the form, with everything typed still there. */
const GONE: Readonly<Record<string, 'sold_out' | 'not_open' | 'over' | 'bump_gone'>> = {
  offer_sold_out: 'sold_out',
  offer_not_open: 'not_open',
  offer_over: 'over',
  bump_not_offered: 'bump_gone',
}

const CONFLICTS: Readonly<Record<string, CheckoutAnswer>> = {
  in_flight: { kind: 'pending', method: 'card' },
  price_changed: { kind: 'repriced' },
  checkout_reused: { kind: 'reused' },
  no_acquirer: {
    ...{ kind: 'refused', method: 'card', voucher: null, amount: NOTHING },
    refusal: { class: 'shop', code: null, card: null },
  },
}

/** The server's words for what it refused; any other is `invalid`. */
const COMPLAINTS: Readonly<Record<string, Complaint>> = {
  card_number_wrong: 'wrong',
  brand_not_accepted: 'brandRefused',
  card_expired: 'past',
  cvv_length: 'empty3',
  phone_missing: 'empty',
  phone_wrong: 'wrong',
}

const FIELD_OF_PATH: Readonly<Record<string, CheckoutField>> = {
  'customer.name': 'name',
  'customer.email': 'email',
  'customer.phone': 'phone',
  'customer.document': 'document',
  'payment.card.number': 'number',
  'payment.card.expMonth': 'expiry',
  'payment.card.expYear': 'expiry',
  'payment.card.cvv': 'cvv',
  'payment.card.holder': 'holder',
}

const fieldsOf = (errors: NonNullable<AnswerBody['errors']>) =>
  Object.fromEntries(
    errors.flatMap(({ path, code }) => {
      const field = FIELD_OF_PATH[path]
      return field === undefined ? [] : [[field, COMPLAINTS[code] ?? 'invalid']]
    }),
  )
