// lib/purchases/from-sale.ts
import { SALE_STATUSES, type SaleStatus } from '@/db/schema/sales'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { normalizePhone } from '@/lib/kernel/phone'
import { isTaxId, normalizeTaxId, taxIdKind } from '@/lib/kernel/tax-id'
import { firstNameOf } from './first-name'
import type { Customer, Purchase, PurchaseEvent } from './purchase'

/** As much of a sale of our own as the commerce event needs. */
export type SoldHere = {
  readonly id: string
  readonly status: SaleStatus
  readonly product: string
  readonly offerCode: string | null
  readonly amount: Centavos
  readonly installments: number
  readonly buyer: {
    readonly name: string
    readonly email: string
    readonly phone: string
    readonly document: string
  }
  readonly tracking: Readonly<Record<string, string>>
  /** Of a sandbox: tried out by the producer, and nobody is told. */
  readonly test: boolean
  /** What the issuer said, in its own words. */
  readonly refusal: string | null
  readonly checkoutUrl: string | null
  readonly at: Date
}

/**
 * What each change of a sale is to whoever tells buyers about it. Null is no news to a buyer: it
 * waits, it was authorised and is not yet charged, or no acquirer could be reached.
 */
const EVENT_OF: Readonly<Record<SaleStatus, PurchaseEvent | null>> = {
  pending: null,
  authorized: null,
  failed: null,
  paid: 'payment_approved',
  refused: 'payment_refused',
  canceled: 'order_canceled',
  expired: 'order_canceled',
  refunded: 'refunded',
  partially_refunded: 'refunded_partial',
  charged_back: 'chargeback',
}

/** The facts of a sale that are an event of its order. */
export const FACTS_TOLD: readonly string[] = SALE_STATUSES.filter(
  (status) => EVENT_OF[status] !== null,
).map((status) => `sale.${status}`)

/** Of the fact that a sale tells, `sale.paid`. */
export const statusIn = (fact: string): SaleStatus | null =>
  SALE_STATUSES.find((status) => fact === `sale.${status}`) ?? null

/** A sale of our own as the same canonical event that a gateway's postback becomes. */
export function purchaseFromSale(sale: SoldHere): Purchase | null {
  const event = EVENT_OF[sale.status]
  if (event === null) return null
  const { id, product, amount } = sale
  return {
    event,
    rawEvent: sale.status,
    detail: null,
    test: sale.test,
    warnings: [],
    occurredAt: sale.at,
    // A sale keeps its id over every attempt at it: the order and the thread are the same.
    orderKey: id,
    orderKind: 'transaction',
    threadKey: id,
    threadKind: 'transaction',
    parentOrderKey: null,
    cartRecovered: false,
    customer: customerOf(sale.buyer),
    product,
    products: [
      {
        id: sale.offerCode,
        name: product,
        quantity: 1,
        priceCents: amount,
        bump: false,
      },
    ],
    paymentMethod: 'credit_card',
    amount: centavos(amount),
    currency: 'BRL',
    installments: sale.installments,
    refusalReason: sale.refusal,
    pix: null,
    boleto: null,
    checkoutUrl: sale.checkoutUrl,
    coupons: [],
    delivery: null,
    subscription: null,
    tracking: sale.tracking,
    campaign: {},
  }
}

function customerOf({ name, email, phone, document }: SoldHere['buyer']): Customer {
  const value = normalizeTaxId(document)
  return {
    name,
    firstName: firstNameOf(name),
    email,
    ...normalizePhone(phone),
    document: { kind: taxIdKind(value), value, valid: isTaxId(value) },
    ip: null,
  }
}
