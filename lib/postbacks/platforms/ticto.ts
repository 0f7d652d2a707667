// lib/postbacks/platforms/ticto.ts
import { z } from 'zod'
import { centavos } from '@/lib/kernel/money'
import type { Customer, Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import { isKey, offeredKey } from '../keys'
import { lookUp } from '../look-up'
import { definePlatform, type Sent } from '../platform'
import { readBody } from '../read-body'
import {
  boletoOf,
  customerOf,
  isTestName,
  pixOf,
  productOf,
  purchaseOfBuyer,
  waitingBy,
} from '../telling'
import { trackingOf } from '../tracking'
import { Postback } from './ticto-body'
import { tictoGuide } from './ticto-guide'

const Keyed = z.object({ token: z.string() })
const keyIn = (sent: Sent) => Keyed.safeParse(readBody(sent)).data?.token

const CART = 'abandoned_cart'

export const ticto = definePlatform({
  code: 'ticto',
  label: 'Ticto',
  category: 'infoproduct',
  guide: tictoGuide,
  keySource: 'theirs',
  keyTravels: true,
  mapperVersion: 1,
  schema: Postback,
  trusts: (sent, key) => isKey(keyIn(sent), key),
  keyIn: (sent) => offeredKey(keyIn(sent)),
  deliveryParts({ body }) {
    const at = body.status_date ?? body.order?.order_date
    const key = body.status === CART ? cartOf(body, buyerOf(body)) : body.order?.hash
    return at === undefined ? null : [key, body.status, at]
  },
  toPurchases: ({ body }) => [purchaseFrom(body)],
})

const EVENTS: Readonly<Record<string, PurchaseEvent>> = {
  refused: 'payment_refused',
  pix_created: 'pix_generated',
  bank_slip_created: 'boleto_generated',
  pix_expired: 'pix_expired',
  bank_slip_delayed: 'boleto_expired',
  refunded: 'refunded',
  claimed: 'refund_requested',
  chargeback: 'chargeback',
  [CART]: 'cart_abandoned',
  subscription_canceled: 'subscription_canceled',
  subscription_delayed: 'subscription_overdue',
  uncanceled: 'subscription_reactivated',
  all_charges_paid: 'subscription_finished',
  trial: 'ignored',
  trial_started: 'ignored',
  trial_ended: 'ignored',
  card_exchanged: 'ignored',
  extended: 'ignored',
  close: 'ignored',
}

function eventOf(body: Postback): PurchaseEvent {
  if (body.status === 'waiting_payment') return waitingBy(methodOf(body))
  if (body.status !== 'authorized') return lookUp(EVENTS, body.status) ?? 'unknown'
  const [subscription] = body.subscriptions
  return (subscription?.successful_charges ?? 1) > 1 ? 'subscription_renewed' : 'payment_approved'
}

const METHODS: Readonly<Record<string, NonNullable<Purchase['paymentMethod']>>> = {
  pix: 'pix',
  bank_slip: 'boleto',
  credit_card: 'credit_card',
}
const methodOf = ({ payment_method: method }: Postback): Purchase['paymentMethod'] =>
  method === undefined ? null : (lookUp(METHODS, method) ?? 'other')

const LONGEST_NAME = 100

/** A cart has no id of its own: the same buyer leaving the same offer is the same cart. */
function cartOf({ item }: Postback, { email, phone }: Customer): string {
  const offer = item?.offer_code ?? item?.product_name?.slice(0, LONGEST_NAME) ?? ''
  return [offer, email?.toLowerCase() ?? phone ?? ''].join(':')
}

/** In three parts, and the country with or without its plus sign. */
function phoneOf({ customer }: Postback): string {
  const { ddi = '55', ddd = '', number = '' } = customer?.phone ?? {}
  const country = ddi.replace(/\D/g, '')
  return country === '55' || country === '' ? `${ddd}${number}` : `+${country}${ddd}${number}`
}

const buyerOf = (body: Postback) =>
  customerOf({
    name: body.customer?.name,
    email: body.customer?.email,
    phone: phoneOf(body),
    document: body.customer?.cpf ?? body.customer?.cnpj,
  })

/** The panel's test brings no offer, which every sale has. */
const isTest = ({ flat, item, customer }: Postback) =>
  isTestName(customer?.name) ||
  (!flat && (item?.offer_code ?? item?.offer_id ?? item?.offer_name) === undefined)

function purchaseFrom(body: Postback): Purchase {
  const { item, order, transaction } = body
  const [subscription] = body.subscriptions
  const event = eventOf(body)
  const customer = buyerOf(body)
  const cart = body.status === CART
  const said = {
    event,
    rawEvent: body.status,
    detail: body.payment_method ?? null,
    test: isTest(body),
    occurredAt: instantFrom(body.status_date ?? order?.order_date),
    orderKey: cart ? cartOf(body, customer) : (order?.hash ?? ''),
    orderKind: cart ? ('cart' as const) : ('transaction' as const),
    customer,
    products: [
      productOf({
        id: item?.product_id,
        name: item?.product_name,
        quantity: item?.quantity,
        priceCents: item?.amount,
      }),
    ],
    paymentMethod: methodOf(body),
    amount: order?.paid_amount === undefined ? null : centavos(order.paid_amount),
    installments: order?.installments ?? null,
    pix: pixOf({ code: transaction?.pix_qr_code, url: transaction?.pix_url }),
    boleto: boletoOf({ line: transaction?.bank_slip_code, url: transaction?.bank_slip_url }),
    // Whoever is late with a card needs the page where another is typed in.
    checkoutUrl:
      (event === 'subscription_overdue' ? subscription?.change_card_url : undefined) ??
      body.checkout_url ??
      null,
    subscription: subscriptionOf(subscription),
    tracking: trackingOf(body.url_params?.query_params, body.query_params, body.tracking),
  }
  // An abandoned cart does not tell the product's number, and both tell its name.
  return purchaseOfBuyer(said, item?.product_name?.trim().toLowerCase().slice(0, LONGEST_NAME))
}

type Subscription = Postback['subscriptions'][number] | undefined

const subscriptionOf = (subscription: Subscription): Purchase['subscription'] =>
  subscription?.id === undefined
    ? null
    : {
        code: subscription.id,
        plan: null,
        status: 'unknown',
        charges: subscription.successful_charges ?? null,
        nextChargeAt: subscription.next_charge?.slice(0, 10) ?? null,
      }
