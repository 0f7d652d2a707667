// lib/postbacks/platforms/eduzz-v3.ts
import { z } from 'zod'
import { localDateOf } from '@/lib/kernel/calendar'
import { centavos } from '@/lib/kernel/money'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import {
  Count,
  Deciding,
  Key,
  listOf,
  MaybeKey,
  maybe,
  Parameters,
  Reais,
  Text,
  Word,
} from '../fields'
import { lookUp } from '../look-up'
import { customerOf, expiredBy, productOf, purchaseOfBuyer, waitingBy } from '../telling'
import { trackingIn, trackingOf } from '../tracking'

const Money = maybe({ value: Reais, currency: Text })
const Person = maybe({
  name: Text,
  email: Text,
  cellphone: Text,
  phone: Text,
  phone2: Text,
  document: Text,
})

const Data = z.object({
  id: MaybeKey,
  status: Deciding,
  buyer: Person, // The student of the course may be somebody else: whoever pays is told about money.
  customer: Person,
  price: Money,
  paid: Money,
  paymentMethod: Deciding,
  installments: Count,
  items: listOf(z.object({ productId: MaybeKey, name: Text, price: Money, quantity: Count })),
  contract: maybe({ id: MaybeKey }),
  product: maybe({ id: MaybeKey, name: Text }),
  utm: Parameters,
  // Of an abandoned cart.
  transactionId: MaybeKey,
  productId: listOf(Key),
  href: Text,
  saleRecoveryUrl: Text,
})
type Data = z.infer<typeof Data>

/** Asks whether anybody is there, and may bring nothing else. */
const PING = 'ping'

export const Delivery = z
  .object({
    id: MaybeKey,
    event: Word,
    sentDate: Text,
    data: z.preprocess((data) => (data == null || Array.isArray(data) ? {} : data), Data),
  })
  .refine(({ id, event }) => id !== undefined || event === PING, {
    path: ['id'],
    error: 'a delivery without its id',
  })
  .refine(({ event, data }) => !event.startsWith('myeduzz.invoice_') || data.id !== undefined, {
    path: ['data', 'id'],
    error: 'an invoice without its number',
  })
export type Delivery = z.infer<typeof Delivery>

const EVENTS: Readonly<Record<string, PurchaseEvent>> = {
  'myeduzz.invoice_paid': 'payment_approved',
  'myeduzz.invoice_refused': 'payment_refused',
  'myeduzz.invoice_canceled': 'order_canceled',
  'myeduzz.invoice_waiting_refund': 'refund_requested',
  'myeduzz.invoice_refunded': 'refunded',
  'myeduzz.invoice_chargeback': 'chargeback',
  'myeduzz.contract_created': 'subscription_activated',
  'sun.cart_abandonment': 'cart_abandoned',
  [PING]: 'ignored',
}
const ASKS = new Set(['myeduzz.invoice_opened', 'myeduzz.invoice_waiting_payment'])
const RAN_OUT = new Set(['myeduzz.invoice_expired', 'myeduzz.invoice_overdue'])
const WITHOUT_EFFECT =
  /^(nutror\..+|(.+\.)?(invoice_(recovering|negotiated|negociated|scheduled)|contract_.+_attempted|commission_processed))$/

const OF_CONTRACTS: readonly (readonly [status: RegExp, event: PurchaseEvent])[] = [
  [/^(late|overdue|delayed|defaulter|unpaid)/, 'subscription_overdue'],
  [/^(cancell?ed|suspended)/, 'subscription_canceled'],
  [/^finish/, 'subscription_finished'],
]

function eventOf({ event, data }: Delivery): PurchaseEvent {
  if (ASKS.has(event)) return waitingBy(methodOf(data))
  if (RAN_OUT.has(event)) return expiredBy(methodOf(data))
  if (event === 'myeduzz.contract_updated') {
    return OF_CONTRACTS.find(([status]) => status.test(data.status ?? ''))?.[1] ?? 'ignored'
  }
  return lookUp(EVENTS, event) ?? (WITHOUT_EFFECT.test(event) ? 'ignored' : 'unknown')
}

const METHODS: Readonly<Record<string, NonNullable<Purchase['paymentMethod']>>> = {
  creditcard: 'credit_card',
  pix: 'pix',
  bankslip: 'boleto',
  boleto: 'boleto',
  billet: 'boleto',
}

/** `creditCard` in the documentation, `credit_card` and `bank_slip` elsewhere. */
const methodOf = ({ paymentMethod }: Data): Purchase['paymentMethod'] =>
  paymentMethod === undefined
    ? null
    : (lookUp(METHODS, paymentMethod.replace(/[_-]/g, '')) ?? 'other')

/**
 * Contracts count from one as invoices do: each has its own numbers. Which charge is late is not
 * told: each month's is another.
 */
function keysOf(delivery: Delivery) {
  const { id = PING, event, data, sentDate } = delivery
  if (event === 'sun.cart_abandonment') {
    return { orderKey: data.transactionId ?? id, orderKind: 'cart' as const }
  }
  if (!event.startsWith('myeduzz.contract_')) {
    return { orderKey: data.id ?? id, orderKind: 'transaction' as const }
  }
  const month = eventOf(delivery) === 'subscription_overdue' ? instantFrom(sentDate) : null
  const words = ['contract', data.id ?? id, month && localDateOf(month).slice(0, 7)]
  return { orderKey: words.filter(Boolean).join(':'), orderKind: 'transaction' as const }
}

export function fromDelivery(delivery: Delivery): Purchase {
  const { event, data } = delivery
  const buyer = data.buyer ?? data.customer
  const price = data.paid?.value === undefined ? data.price : data.paid
  const contract = event.startsWith('myeduzz.contract_') ? data.id : data.contract?.id
  return purchaseOfBuyer({
    event: eventOf(delivery),
    rawEvent: event,
    detail: data.status ?? null,
    test: event === PING,
    occurredAt: instantFrom(delivery.sentDate),
    ...keysOf(delivery),
    customer: customerOf({
      ...buyer,
      phone: buyer?.cellphone ?? buyer?.phone ?? buyer?.phone2,
      document: buyer?.document,
    }),
    products: productsOf(data),
    paymentMethod: methodOf(data),
    // The money of a contract's first charge is told by its invoice: counted here it would be counted twice.
    amount:
      price?.value === undefined || event === 'myeduzz.contract_created'
        ? null
        : centavos(price.value),
    currency: price?.currency ?? 'BRL',
    installments: data.installments ?? null,
    checkoutUrl: data.saleRecoveryUrl ?? null,
    subscription:
      contract === undefined
        ? null
        : {
            code: contract,
            plan: data.product?.name ?? null,
            status: data.status ?? 'unknown',
            charges: null,
            nextChargeAt: null,
          },
    tracking: trackingOf(trackingIn(data.href), data.utm),
  })
}

function productsOf({ items, product, productId }: Data): Purchase['products'] {
  const sold = items.map(({ productId: id, name, quantity, price }) =>
    productOf({ id, name, quantity, priceCents: price?.value }),
  )
  if (sold.length > 0) return sold
  if (product !== undefined) return [productOf({ id: product.id, name: product.name })]
  return productId.map((id) => productOf({ id, name: undefined }))
}
