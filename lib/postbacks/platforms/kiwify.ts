// lib/postbacks/platforms/kiwify.ts
import { centavos } from '@/lib/kernel/money'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import { isSigned } from '../keys'
import { lookUp } from '../look-up'
import { definePlatform } from '../platform'
import { boletoOf, customerOf, pixOf, productOf, purchaseOfBuyer, waitingBy } from '../telling'
import { trackingOf } from '../tracking'
import { type Cart, isCart, type Order, Postback } from './kiwify-body'
import { kiwifyGuide } from './kiwify-guide'

export const kiwify = definePlatform({
  code: 'kiwify',
  label: 'Kiwify',
  category: 'infoproduct',
  guide: kiwifyGuide,
  keySource: 'theirs',
  keyTravels: false,
  mapperVersion: 1,
  schema: Postback,
  trusts: ({ query, bytes }, key) =>
    signaturesIn(query).some((signature) => isSigned({ algorithm: 'sha1', bytes, signature }, key)),
  keyIn: () => null,
  deliveryParts: ({ body }) => {
    const parts = body.map(partsOf)
    return parts.some((each) => each === null) ? null : parts.flatMap((each) => each ?? [])
  },
  toPurchases: ({ body }) => body.map((each) => (isCart(each) ? fromCart(each) : fromOrder(each))),
})

/** Joined to an address that had a query of its own, it may stand inside another value. */
const HIDDEN = /signature=([0-9a-f]{40})/gi
const MOST_HIDDEN = 5

function signaturesIn(query: URLSearchParams): readonly string[] {
  const whole = [...query].map(([name, value]) => `${name}=${value}`).join('&')
  return [...whole.matchAll(HIDDEN)].slice(0, MOST_HIDDEN).map(([, signature = '']) => signature)
}

function partsOf(each: Order | Cart): readonly string[] | null {
  const at = each.updated_at ?? each.created_at
  if (at === undefined) return null
  return isCart(each) ? [each.id, each.status, at] : [each.order_id, wordOf(each), at]
}

const EVENTS: Readonly<Record<string, PurchaseEvent>> = {
  order_approved: 'payment_approved',
  order_rejected: 'payment_refused',
  order_refused: 'payment_refused',
  pix_created: 'pix_generated',
  billet_created: 'boleto_generated',
  order_refunded: 'refunded',
  chargeback: 'chargeback',
  subscription_renewed: 'subscription_renewed',
  subscription_late: 'subscription_overdue',
  subscription_canceled: 'subscription_canceled',
  // What its own panel calls the same triggers.
  compra_aprovada: 'payment_approved',
  compra_recusada: 'payment_refused',
  pix_gerado: 'pix_generated',
  boleto_gerado: 'boleto_generated',
  compra_reembolsada: 'refunded',
}

const STATUSES: Readonly<Record<string, PurchaseEvent>> = {
  paid: 'payment_approved',
  refused: 'payment_refused',
  refunded: 'refunded',
  chargedback: 'chargeback',
}

const wordOf = ({ webhook_event_type, order_status }: Order) =>
  webhook_event_type ?? order_status ?? ''

function eventOf(order: Order): PurchaseEvent {
  const { webhook_event_type: told, order_status: status } = order
  if (told !== undefined) return lookUp(EVENTS, told) ?? 'unknown'
  if (status === 'waiting_payment') return waitingBy(methodOf(order))
  return lookUp(STATUSES, status) ?? 'unknown'
}

function methodOf({ payment_method: method }: Order): Purchase['paymentMethod'] {
  if (method === undefined) return null
  return method === 'pix' || method === 'boleto' || method === 'credit_card' ? method : 'other'
}

/** Whom the panel's test is about. */
const isTest = (name: string | undefined) => /^john doe$/i.test(name?.trim() ?? '')

function fromOrder(order: Order): Purchase {
  const { Customer: buyer, Product: product, Commissions: money, Subscription: plan } = order
  const code = plan?.id ?? order.subscription_id
  return purchaseOfBuyer({
    event: eventOf(order),
    rawEvent: wordOf(order),
    detail: order.order_status ?? null,
    test: isTest(buyer?.full_name),
    occurredAt: instantFrom(order.updated_at ?? order.created_at),
    orderKey: order.order_id,
    orderKind: 'transaction',
    parentOrderKey: order.parent_order_id ?? null,
    customer: customerOf({
      name: buyer?.full_name,
      email: buyer?.email,
      phone: buyer?.mobile,
      document: buyer?.CPF ?? buyer?.cnpj,
      ip: buyer?.ip,
    }),
    products: [productOf({ id: product?.product_id, name: product?.product_name })],
    paymentMethod: methodOf(order),
    amount: money?.charge_amount === undefined ? null : centavos(money.charge_amount),
    currency: money?.currency ?? 'BRL',
    installments: order.installments ?? null,
    refusalReason: order.card_rejection_reason ?? null,
    pix: pixOf({ code: order.pix_code, expires: order.pix_expiration }),
    boleto: boletoOf({
      line: order.boleto_barcode,
      url: order.boleto_URL,
      due: order.boleto_expiry_date,
    }),
    subscription:
      code === undefined
        ? null
        : {
            code,
            plan: plan?.plan?.name ?? null,
            status: plan?.status ?? 'unknown',
            charges: null,
            nextChargeAt: plan?.next_payment?.slice(0, 10) ?? null,
          },
    tracking: trackingOf(order.TrackingParameters),
  })
}

const LINK = /^[\w-]+$/

const fromCart = (cart: Cart): Purchase =>
  purchaseOfBuyer({
    event: 'cart_abandoned',
    rawEvent: cart.status,
    test: isTest(cart.name),
    occurredAt: instantFrom(cart.updated_at ?? cart.created_at),
    orderKey: cart.id,
    orderKind: 'cart',
    customer: customerOf({ ...cart, document: cart.cpf ?? cart.cnpj }),
    products: [productOf({ id: cart.product_id, name: cart.product_name })],
    checkoutUrl: LINK.test(cart.checkout_link ?? '')
      ? `https://pay.kiwify.com.br/${cart.checkout_link}`
      : null,
    tracking: trackingOf(cart.TrackingParameters),
  })
