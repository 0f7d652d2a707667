// lib/postbacks/platforms/braip.ts
import { z } from 'zod'
import { centavos } from '@/lib/kernel/money'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import { Cents, Count, Deciding, Flag, listOf, MaybeKey, Parameters, Text } from '../fields'
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
import { braipGuide } from './braip-guide'

const Item = z.object({
  product_key: MaybeKey,
  product_name: Text,
  plan_amount: Count,
  plan_value: Cents,
  main: Flag,
})

const Postback = z
  .object({
    type: Deciding,
    currency: Text,
    trans_key: MaybeKey,
    trans_status_code: Deciding,
    trans_status: Text,
    trans_payment: Deciding,
    trans_total_value: Cents,
    trans_installments: Count,
    trans_createdate: Text,
    trans_updatedate: Text,
    trans_payment_line: Text,
    trans_payment_url: Text,
    trans_qrcode_pix: Text,
    trans_url_pix: Text,
    trans_payment_link_checkout: Text,
    trans_items: listOf(Item),
    parent_sale: MaybeKey,
    tracking_code: Text,
    product_key: MaybeKey,
    product_name: Text,
    plan_amount: Count,
    client_name: Text,
    client_email: Text,
    client_cel: Text,
    client_documment: Text, // Their own spelling.
    client_document: Text,
    meta: Parameters,
    abandonment_key: MaybeKey,
    checkout_url: Text,
  })
  .refine(({ trans_key, abandonment_key }) => (trans_key ?? abandonment_key) !== undefined, {
    path: ['trans_key'],
    error: 'neither a sale nor a cart',
  })
type Postback = z.infer<typeof Postback>

const Keyed = z.object({ basic_authentication: z.string() })
const keyIn = (sent: Sent) => Keyed.safeParse(readBody(sent)).data?.basic_authentication

export const braip = definePlatform({
  code: 'braip',
  label: 'Braip',
  category: 'infoproduct',
  guide: braipGuide,
  keySource: 'theirs',
  keyTravels: true,
  mapperVersion: 1,
  schema: Postback,
  trusts: (sent, key) => isKey(keyIn(sent), key),
  keyIn: (sent) => offeredKey(keyIn(sent)),
  deliveryParts({ body }) {
    const { trans_key, abandonment_key, trans_status_code, type, trans_updatedate: at } = body
    return at === undefined ? null : [trans_key ?? abandonment_key, type, trans_status_code, at]
  },
  toPurchases: ({ body }) => [purchaseFrom(body)],
})

const CARTS = new Set(['abandono', 'abandono_checkout'])
const TYPES: Readonly<Record<string, PurchaseEvent>> = {
  codigo_rastreio_adicionado: 'posted',
  venda_completa: 'ignored',
  boleto_alterado: 'ignored',
}
const CODES: Readonly<Record<string, PurchaseEvent>> = {
  2: 'payment_approved',
  3: 'order_canceled',
  4: 'chargeback',
  5: 'refunded',
  6: 'payment_in_analysis',
  7: 'refund_requested',
  8: 'payment_in_analysis',
  9: 'payment_pending',
  10: 'boleto_expired',
  11: 'ignored',
  12: 'ignored',
}

const isCart = ({ type, trans_key }: Postback) =>
  CARTS.has(type ?? '') || (type === undefined && trans_key === undefined)

function eventOf(body: Postback): PurchaseEvent {
  const { type = 'status_alterado', trans_status_code: code = '' } = body
  if (isCart(body)) return 'cart_abandoned'
  if (type !== 'status_alterado') return lookUp(TYPES, type) ?? 'unknown'
  return code === '1' ? waitingBy(methodOf(body)) : (lookUp(CODES, code) ?? 'unknown')
}

const METHODS: Readonly<Record<string, NonNullable<Purchase['paymentMethod']>>> = {
  1: 'boleto',
  2: 'credit_card',
  3: 'boleto',
  5: 'pix',
}
const methodOf = ({ trans_payment: code }: Postback): Purchase['paymentMethod'] =>
  code === undefined ? null : (lookUp(METHODS, code) ?? 'other')

function purchaseFrom(body: Postback): Purchase {
  const cart = isCart(body)
  const { trans_total_value: amount, tracking_code } = body
  const key = cart ? (body.abandonment_key ?? body.trans_key) : body.trans_key
  return purchaseOfBuyer({
    event: eventOf(body),
    rawEvent: rawOf(body),
    detail: body.trans_status ?? null,
    test: isTestName(body.client_name),
    occurredAt: instantFrom(body.trans_updatedate ?? body.trans_createdate),
    orderKey: key ?? body.abandonment_key ?? '',
    orderKind: cart ? 'cart' : 'transaction',
    parentOrderKey: body.parent_sale === '0' ? null : (body.parent_sale ?? null),
    customer: customerOf({
      name: body.client_name,
      email: body.client_email,
      phone: body.client_cel, // `55 904485392` is an area and a number: its length says so.
      document: body.client_documment ?? body.client_document,
    }),
    products: productsOf(body),
    paymentMethod: methodOf(body),
    amount: amount === undefined ? null : centavos(amount),
    currency: body.currency ?? 'BRL',
    installments: body.trans_installments ?? null,
    pix: pixOf({ code: body.trans_qrcode_pix, url: body.trans_url_pix }),
    boleto: boletoOf({ line: body.trans_payment_line, url: body.trans_payment_url }),
    checkoutUrl: body.checkout_url ?? body.trans_payment_link_checkout ?? null,
    delivery: tracking_code === undefined ? null : { code: tracking_code, url: null },
    tracking: trackingOf(body.meta),
  })
}

/** `STATUS_ALTERADO` alone says nothing: a person who maps a word needs the code too. */
function rawOf({ type, trans_status_code: code }: Postback): string {
  const told = type?.toUpperCase() ?? ''
  return type === 'status_alterado' || told === '' ? [told, code].join('/') : told
}

function productsOf(body: Postback): Purchase['products'] {
  const items = body.trans_items.map((item) => ({
    bump: item.main === false,
    id: item.product_key,
    name: item.product_name,
    quantity: item.plan_amount,
    priceCents: item.plan_value,
  }))
  const main = items.filter(({ bump }) => !bump)
  if (main.length > 0) return [...main, ...items.filter(({ bump }) => bump)].map(productOf)
  const { product_key: id, product_name: name, plan_amount: quantity } = body
  return [productOf({ id, name, quantity })]
}
