// lib/postbacks/platforms/generic-purchase.ts
import type { PaymentMethod } from '@/db/schema/purchases'
import type { Mapping } from '@/db/schema/stores'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { BEFORE_AN_ORDER } from '@/lib/purchases/ranks'
import type { MappedEvent, MappedField } from '@/lib/stores/mapping.schema'
import { MaybeKey } from '../fields'
import { lookUp } from '../look-up'
import type { Sent } from '../platform'
import { boletoOf, customerOf, expiredBy, pixOf, productOf, waitingBy } from '../telling'
import { trackingOf } from '../tracking'
import { dueFrom, methodFrom, moneyFrom, saysYes, textAt, timeFrom, wordAt } from './generic-values'

type At = (field: MappedField) => string | null

/** What a body tells by a person's mapping; null when it names neither an order nor a cart. */
export function purchaseBy(mapping: Mapping, sent: Sent): Purchase | null {
  const at: At = (field) => textAt(sent, mapping.fields[field])
  const [order, cart] = [keyFrom(at('orderKey')), keyFrom(at('cartKey'))]
  const key = order ?? cart
  if (key === null) return null
  const method = methodFrom(at('order.method'))
  const rawEvent = wordAt(sent, mapping.event) ?? ''
  const event = eventFrom(rawEvent, mapping.events, method)
  const parent = keyFrom(at('parentOrderKey'))
  const ofCart = BEFORE_AN_ORDER.has(event) || order === null
  const thread = parent === null ? (cart ?? key) : key
  return {
    event,
    rawEvent,
    detail: null,
    test: saysYes(at('test')),
    ...keysOf({ key, ofCart, thread, cart }),
    parentOrderKey: parent,
    cartRecovered: false,
    customer: buyerOf(at),
    ...paymentOf(at, mapping, method),
    ...offersOf(at, mapping),
    currency: 'BRL',
    coupons: [],
    tracking: trackingOf(originOf(at)),
    campaign: {},
  }
}

const keyFrom = (text: string | null) => MaybeKey.parse(text) ?? null

type Keys = {
  readonly key: string
  readonly ofCart: boolean
  readonly thread: string
  readonly cart: string | null
}
const keysOf = ({ key, ofCart, thread, cart }: Keys) => ({
  orderKey: key,
  orderKind: ofCart ? ('cart' as const) : ('transaction' as const),
  threadKey: thread,
  threadKind: thread === cart || ofCart ? ('cart' as const) : ('transaction' as const),
})

/** Two meanings wait for how the order is paid. A word nobody explained is a question for a person. */
function eventFrom(
  word: string,
  events: Mapping['events'],
  method: PaymentMethod | null,
): PurchaseEvent {
  const lower = word.toLowerCase()
  const told = (lookUp(events, word) ??
    Object.entries(events).find(([known]) => known.toLowerCase() === lower)?.[1]) as
    | MappedEvent
    | undefined
  if (told === undefined) return 'unknown'
  if (told === 'asked_by_method') {
    return method === 'credit_card' ? 'payment_in_analysis' : waitingBy(method)
  }
  return told === 'expired_by_method' ? expiredBy(method) : told
}

function buyerOf(at: At) {
  const names = [at('customer.name'), at('customer.lastName')].filter((name) => name !== null)
  return customerOf({
    name: names.join(' ') || undefined,
    email: at('customer.email') ?? undefined,
    phone: at('customer.phone') ?? undefined,
    document: at('customer.document') ?? undefined,
  })
}

function paymentOf(at: At, mapping: Mapping, paymentMethod: PaymentMethod | null) {
  const [sum, when, until] = [at('order.amount'), at('occurredAt'), at('pix.expiresAt')]
  const amount = sum === null ? null : moneyFrom(sum, mapping.money)
  const occurredAt = when === null ? null : timeFrom(when, mapping)
  const count = Number(at('order.installments') ?? Number.NaN)
  const lost = (text: string | null, read: unknown) => text !== null && read === null
  const expiresAt = until === null ? null : timeFrom(until, mapping)
  return {
    amount,
    occurredAt,
    paymentMethod,
    installments: Number.isInteger(count) && count > 0 && count <= 99 ? count : null,
    refusalReason: at('order.refusalReason'),
    pix: withExpiry(at, expiresAt),
    warnings: [
      ...(lost(sum, amount) ? ['amount_unreadable'] : []),
      ...(lost(when, occurredAt) || lost(until, expiresAt) ? ['date_unreadable'] : []),
    ],
  }
}

function withExpiry(at: At, expiresAt: Date | null) {
  const pix = pixOf({ code: at('pix.code') ?? undefined, url: at('pix.url') ?? undefined })
  return pix === null ? null : { ...pix, expiresAt }
}

function offersOf(at: At, mapping: Mapping) {
  const due = at('boleto.dueAt')
  const boleto = boletoOf({
    line: at('boleto.line') ?? undefined,
    url: at('boleto.url') ?? undefined,
  })
  const product = at('product.name') ?? ''
  const [code, url] = [at('delivery.code'), at('delivery.url')]
  const [subscription, plan] = [at('subscription.code'), at('subscription.plan')]
  return {
    product,
    products: product === '' ? [] : [productOf({ id: undefined, name: product })],
    boleto: boleto && { ...boleto, dueAt: due === null ? null : dueFrom(due, mapping) },
    checkoutUrl: at('checkout.url'),
    delivery: code === null && url === null ? null : { code, url },
    subscription:
      subscription === null
        ? null
        : { code: subscription, plan, status: 'unknown', charges: null, nextChargeAt: null },
  }
}

const ORIGINS = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'src',
  'sck',
] as const
const originOf = (at: At) =>
  Object.fromEntries(ORIGINS.map((word) => [word, at(`tracking.${word}`)]))
