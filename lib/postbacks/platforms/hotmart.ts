// lib/postbacks/platforms/hotmart.ts
import { z } from 'zod'
import { localDateOf } from '@/lib/kernel/calendar'
import { centavos } from '@/lib/kernel/money'
import type { Customer, Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFromEpoch } from '../dates'
import { isKey, offeredKey } from '../keys'
import { lookUp } from '../look-up'
import { definePlatform, type Sent } from '../platform'
import { readBody } from '../read-body'
import { boletoOf, customerOf, expiredBy, productOf, purchaseOfBuyer } from '../telling'
import { trackingOf } from '../tracking'
import { Postback } from './hotmart-body'
import { hotmartGuide } from './hotmart-guide'

type Data = Postback['data']

const Keyed = z.object({ hottok: z.string() })
const keysIn = (sent: Sent) => [
  sent.headers.get('x-hotmart-hottok'),
  Keyed.safeParse(readBody(sent)).data?.hottok,
]

export const hotmart = definePlatform({
  code: 'hotmart',
  label: 'Hotmart',
  category: 'infoproduct',
  guide: hotmartGuide,
  keySource: 'theirs',
  keyTravels: true,
  mapperVersion: 1,
  schema: Postback,
  trusts: (sent, key) => keysIn(sent).some((offered) => isKey(offered, key)),
  keyIn: (sent) => offeredKey(keysIn(sent).find(Boolean)),
  deliveryParts: ({ body }) => [body.id],
  toPurchases: ({ body }) => [purchaseFrom(body)],
})

function purchaseFrom(body: Postback): Purchase {
  const { data } = body
  const { purchase } = data
  const method = methodOf(data)
  const customer = buyerOf(data)
  const price = purchase?.full_price?.value === undefined ? purchase?.price : purchase.full_price
  const { recurrence_number: charges } = purchase ?? {}
  return purchaseOfBuyer({
    event: eventOf(body, method),
    rawEvent: body.event,
    detail: purchase?.status ?? null,
    test: data.product?.id === '0',
    occurredAt: instantFromEpoch(body.creation_date ?? body.creationDate),
    ...keysOf(body, customer),
    customer,
    products: [productOf({ id: data.product?.id, name: data.product?.name })],
    paymentMethod: method,
    amount: price?.value === undefined ? null : centavos(price.value),
    currency: price?.currency_value ?? 'BRL',
    installments: purchase?.payment?.installments_number ?? null,
    refusalReason: purchase?.payment?.refusal_reason ?? null,
    pix: pixOf(data),
    boleto: boletoOf({
      line: purchase?.payment?.billet_barcode,
      url: purchase?.payment?.billet_url,
    }),
    subscription: subscriptionOf(data, charges),
    tracking: trackingOf({ sck: purchase?.sckPaymentLink }, purchase?.origin),
  })
}

/** Boleto and pix share one event name, and so do a refused card and a canceled order. */
function eventOf({ event, data }: Postback, method: Purchase['paymentMethod']): PurchaseEvent {
  const { purchase } = data
  if (event === 'PURCHASE_BILLET_PRINTED') {
    return method === 'pix' ? 'pix_generated' : 'boleto_generated'
  }
  if (event === 'PURCHASE_EXPIRED') return expiredBy(method)
  if (event === 'PURCHASE_CANCELED') {
    return purchase?.payment?.refusal_reason === undefined ? 'order_canceled' : 'payment_refused'
  }
  if (event === 'PURCHASE_APPROVED') {
    return (purchase?.recurrence_number ?? 1) > 1 ? 'subscription_renewed' : 'payment_approved'
  }
  if (event === 'PURCHASE_REFUNDED') {
    return purchase?.status === 'partially_refunded' ? 'refunded_partial' : 'refunded'
  }
  return lookUp(EVENTS, event) ?? 'unknown'
}

const EVENTS: Readonly<Record<string, PurchaseEvent>> = {
  // The end of the guarantee, a month later: announcing it would repeat the approval.
  PURCHASE_COMPLETE: 'ignored',
  PURCHASE_DELAYED: 'subscription_overdue',
  PURCHASE_PROTEST: 'refund_requested',
  PURCHASE_CHARGEBACK: 'chargeback',
  PURCHASE_OUT_OF_SHOPPING_CART: 'cart_abandoned',
  SUBSCRIPTION_CANCELLATION: 'subscription_canceled',
  SWITCH_PLAN: 'ignored',
  UPDATE_SUBSCRIPTION_CHARGE_DATE: 'ignored',
  CLUB_FIRST_ACCESS: 'ignored',
  CLUB_MODULE_COMPLETED: 'ignored',
  ORDER_FULFILLMENT: 'ignored',
}

const METHODS: Readonly<Record<string, NonNullable<Purchase['paymentMethod']>>> = {
  pix: 'pix',
  billet: 'boleto',
  financed_billet: 'boleto',
  credit_card: 'credit_card',
}

function methodOf({ purchase }: Data): Purchase['paymentMethod'] {
  const { pix_code, type } = purchase?.payment ?? {}
  if (pix_code !== undefined) return 'pix'
  return type === undefined ? null : (lookUp(METHODS, type) ?? 'other')
}

/** A cart has no id of its own: the same buyer leaving the same offer is the same cart. */
function keysOf({ id, event, data }: Postback, { email, phone }: Customer) {
  const { purchase, product, offer } = data
  const parent = purchase?.order_bump?.is_order_bump
    ? (purchase.order_bump.parent_purchase_transaction ?? null)
    : null
  if (event === 'PURCHASE_OUT_OF_SHOPPING_CART') {
    const buyer = email?.toLowerCase() ?? phone
    const cart = [product?.id ?? '', offer?.code ?? '', buyer].join(':')
    return { orderKey: buyer === null ? id : cart, orderKind: 'cart' as const }
  }
  const order = purchase?.transaction ?? subscriberOf(data) ?? id
  return { orderKey: order, orderKind: 'transaction' as const, parentOrderKey: parent }
}

const subscriberOf = ({ subscriber, subscription }: Data) =>
  subscription?.subscriber?.code ?? subscription?.subscriber_code ?? subscriber?.code

function buyerOf(data: Data): Customer {
  const { buyer, subscriber, user } = data
  const { dddCell, cell, dddPhone, phone } = subscriber?.phone ?? {}
  const ofSubscriber = cell === undefined ? [dddPhone, phone] : [dddCell, cell]
  const typed = buyer?.checkout_phone ?? buyer?.phone ?? ofSubscriber.join('')
  return customerOf({
    name: buyer?.name ?? subscriber?.name ?? user?.name,
    email: buyer?.email ?? subscriber?.email ?? user?.email,
    phone: isAbroad(data) ? `+${typed.replace(/\D/g, '')}` : typed,
    document: buyer?.document,
    ip: data.buyer_ip,
  })
}

/** A sale in Brazil brings the number without its country, any other with it, and no plus sign. */
function isAbroad({ purchase, checkout_country, buyer }: Data): boolean {
  const told = purchase?.checkout_country ?? checkout_country
  const country = told?.iso ?? buyer?.address?.country_iso ?? 'BR'
  return country.toUpperCase() !== 'BR'
}

function pixOf({ purchase }: Data): Purchase['pix'] {
  const { pix_code: code, pix_qrcode, pix_expiration_date } = purchase?.payment ?? {}
  if (code === undefined) return null
  return { code, url: pix_qrcode ?? null, expiresAt: instantFromEpoch(pix_expiration_date) }
}

function subscriptionOf(data: Data, charges: number | undefined): Purchase['subscription'] {
  const code = subscriberOf(data)
  if (code === undefined) return null
  const next = instantFromEpoch(data.purchase?.date_next_charge ?? data.date_next_charge)
  return {
    code,
    plan: data.subscription?.plan?.name ?? null,
    status: data.subscription?.status ?? 'unknown',
    charges: charges ?? null,
    nextChargeAt: next === null ? null : localDateOf(next),
  }
}
