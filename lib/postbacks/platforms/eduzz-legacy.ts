// lib/postbacks/platforms/eduzz-legacy.ts
import { z } from 'zod'
import { centavos } from '@/lib/kernel/money'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import { Count, Deciding, listOf, MaybeKey, MaybeWord, maybe, Reais, Text } from '../fields'
import { lookUp } from '../look-up'
import { boletoOf, customerOf, expiredBy, productOf, purchaseOfBuyer, waitingBy } from '../telling'
import { trackingOf } from '../tracking'

const Item = z.object({ item_product_id: MaybeKey, item_product_name: Text, item_value: Reais })

/** The postback before v3, in JSON or as a form. */
export const Legacy = z
  .object({
    type: Deciding,
    event_name: Deciding,
    trans_cod: MaybeKey,
    trans_status: Deciding,
    trans_value: Reais,
    trans_paid: Reais,
    trans_currency: Text,
    trans_paymentmethod: Deciding,
    trans_createdate: Text,
    trans_createtime: Text,
    trans_paiddate: Text,
    trans_paidtime: Text,
    trans_duedate: Text,
    trans_bankslip: Text,
    trans_barcode: Text,
    trans_recovery_url: Text,
    trans_items: listOf(Item),
    product_cod: MaybeKey,
    product_name: Text,
    page_checkout_url: Text,
    cus_name: Text,
    cus_email: Text,
    cus_cel: Text,
    cus_tel: Text,
    cus_tel2: Text,
    cus_taxnumber: Text,
    tracker_utm_source: Text,
    tracker_utm_medium: Text,
    tracker_utm_campaign: Text,
    tracker_utm_content: Text,
    tracker_trk: Text,
    recurrence_cod: MaybeKey,
    recurrence_count: Count,
    recurrence_plan: Text,
    recurrence_status: MaybeWord,
    recurrence_status_name: Text,
    // Of an abandoned cart.
    identifier: MaybeKey,
    cartAccessedAt: Text,
    product: maybe({ id: MaybeKey, title: Text, name: Text }),
    customer: maybe({ name: Text, email: Text, phone: Text }),
  })
  .refine((body) => (body.trans_cod ?? body.identifier ?? body.recurrence_cod) !== undefined, {
    path: ['trans_cod'],
    error: 'neither an invoice nor a contract nor a cart',
  })
export type Legacy = z.infer<typeof Legacy>

const EVENTS: Readonly<Record<string, PurchaseEvent>> = {
  invoice_paid: 'payment_approved',
  invoice_refused: 'payment_refused',
  invoice_processing: 'payment_in_analysis',
  invoice_analysing: 'payment_in_analysis',
  invoice_canceled: 'order_canceled',
  invoice_waiting_refund: 'refund_requested',
  invoice_refunded: 'refunded',
  invoice_chargeback: 'chargeback',
  invoice_duplicated: 'ignored',
  invoice_trial: 'ignored',
  invoice_deleted: 'ignored',
  invoice_scheduled: 'ignored',
  invoice_recovering: 'ignored',
  invoice_negociated: 'ignored',
  contract_overdue: 'subscription_overdue',
  contract_waiting_payment: 'subscription_overdue',
  contract_canceled: 'subscription_canceled',
  contract_suspended: 'subscription_canceled',
  contract_finished: 'subscription_finished',
}
const STATUSES: Readonly<Record<string, PurchaseEvent>> = {
  3: 'payment_approved',
  4: 'order_canceled',
  6: 'refund_requested',
  7: 'refunded',
  9: 'ignored',
  11: 'ignored',
  15: 'subscription_overdue',
}

const isCart = ({ type, identifier, trans_cod }: Legacy) =>
  type === 'abandonment' ||
  (type === undefined && trans_cod === undefined && identifier !== undefined)

function eventOf(body: Legacy): PurchaseEvent {
  const { event_name: name, trans_status: status } = body
  const method = methodOf(body)
  if (isCart(body)) return 'cart_abandoned'
  if (name === 'invoice_open' || name === 'invoice_waiting_payment') return waitingBy(method)
  if (name === 'invoice_expired') return expiredBy(method)
  if (name === 'contract_up_to_date') {
    return (body.recurrence_count ?? 1) > 1 ? 'subscription_renewed' : 'subscription_activated'
  }
  if (name !== undefined) return lookUp(EVENTS, name) ?? 'unknown'
  if (status === '1') return waitingBy(method)
  if (status === '10') return expiredBy(method)
  return lookUp(STATUSES, status) ?? 'unknown'
}

const CARDS = new Set(['13', '14', '15', '16', '21', '23', '24', '27'])

function methodOf({ trans_paymentmethod: code }: Legacy): Purchase['paymentMethod'] {
  if (code === undefined || code === '11') return null
  if (code === '1') return 'boleto'
  if (code === '32') return 'pix'
  return CARDS.has(code) ? 'credit_card' : 'other'
}

/** `20261005` and `18:00:00` apart. Only what begins and what is paid has a clock of its own. */
function momentOf(body: Legacy, event: PurchaseEvent) {
  const paid = event === 'payment_approved'
  const [date, time] = paid
    ? [body.trans_paiddate, body.trans_paidtime]
    : [body.trans_createdate, body.trans_createtime]
  if (date === undefined || !(paid || event === waitingBy(methodOf(body)))) return null
  return instantFrom(`${date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')} ${time ?? '00:00:00'}`)
}

const OF_A_CHARGE: ReadonlySet<PurchaseEvent> = new Set([
  'subscription_activated',
  'subscription_renewed',
  'subscription_overdue',
])

/** Each charge of a contract is an order of its own, or the second month would repeat the first. */
function orderOf(body: Legacy, event: PurchaseEvent): string | undefined {
  const { trans_cod, recurrence_cod: contract, recurrence_count: count } = body
  const charge = trans_cod === '0' ? undefined : trans_cod
  if (body.type !== 'contract' || contract === undefined) return charge
  if (!OF_A_CHARGE.has(event)) return `contract:${contract}`
  return charge ?? ['contract', contract, count].filter((part) => part !== undefined).join(':')
}

export function fromLegacy(body: Legacy): Purchase {
  const cart = isCart(body)
  const event = eventOf(body)
  const amount = body.trans_paid || body.trans_value
  return purchaseOfBuyer({
    event,
    rawEvent: body.event_name ?? body.trans_status ?? body.type ?? '',
    detail: body.recurrence_status_name ?? body.trans_status ?? null,
    test: body.trans_cod === '1',
    occurredAt: cart ? instantFrom(body.cartAccessedAt) : momentOf(body, event),
    orderKey:
      (cart ? body.identifier : orderOf(body, event)) ??
      body.trans_cod ??
      body.recurrence_cod ??
      body.identifier ??
      '',
    orderKind: cart ? 'cart' : 'transaction',
    customer: customerOf({
      name: body.cus_name ?? body.customer?.name,
      email: body.cus_email ?? body.customer?.email,
      phone: body.cus_cel ?? body.cus_tel ?? body.cus_tel2 ?? body.customer?.phone,
      document: body.cus_taxnumber,
    }),
    products: productsOf(body),
    paymentMethod: methodOf(body),
    amount: amount === undefined ? null : centavos(amount),
    currency: body.trans_currency ?? 'BRL',
    boleto: boletoOf({
      line: body.trans_barcode,
      url: body.trans_bankslip,
      due: body.trans_duedate,
    }),
    checkoutUrl: body.trans_recovery_url ?? body.page_checkout_url ?? null,
    subscription: subscriptionOf(body),
    tracking: trackingOf({
      src: body.tracker_trk,
      utm_source: body.tracker_utm_source,
      utm_medium: body.tracker_utm_medium,
      utm_campaign: body.tracker_utm_campaign,
      utm_content: body.tracker_utm_content,
    }),
  })
}

function productsOf(body: Legacy): Purchase['products'] {
  const sold = body.trans_items.map((item) =>
    productOf({
      id: item.item_product_id,
      name: item.item_product_name,
      priceCents: item.item_value,
    }),
  )
  const { product } = body
  const id = body.product_cod ?? product?.id
  const name = body.product_name ?? product?.title ?? product?.name
  return sold.length > 0 ? sold : [productOf({ id, name })]
}

function subscriptionOf(body: Legacy): Purchase['subscription'] {
  const { recurrence_cod: code, recurrence_count: charges } = body
  if (code === undefined || code === '0') return null
  return {
    code,
    plan: body.recurrence_plan ?? null,
    status: body.recurrence_status_name ?? body.recurrence_status ?? 'unknown',
    charges: charges ?? null,
    nextChargeAt: null,
  }
}
