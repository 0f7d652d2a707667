// lib/purchases/from-sale.ts
import type { PaymentMethod, Voucher } from '@/db/schema/payments'
import { SALE_STATUSES, type SaleSource, type SaleStatus } from '@/db/schema/sales'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { normalizePhone } from '@/lib/kernel/phone'
import { isTaxId, normalizeTaxId, taxIdKind } from '@/lib/kernel/tax-id'
import { firstNameOf } from './first-name'
import type { Coupon, Customer, Product, Purchase, PurchaseEvent } from './purchase'

/** What is told of a sale: what became of it, or that a Pix or a boleto of it can be paid now. */
export type SaleNews = SaleStatus | 'issued'

/** As much of a sale of our own as the commerce event needs. */
export type SoldHere = {
  readonly id: string
  readonly status: SaleNews
  readonly method: PaymentMethod
  /** The Pix or the boleto that is told of, or that ran out. */
  readonly voucher: (Voucher & { readonly expiresAt: Date | null }) | null
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
  readonly source?: SaleSource
  /** What it is made of, where it is more than its product. */
  readonly items?: readonly SoldItem[]
  readonly coupon?: { readonly code: string; readonly discount: Centavos } | null
  /** The sale on whose receipt it was offered. */
  readonly parentSaleId?: string | null
  /** The cart or the lead that it takes the place of, and whether the store was told that it was left. */
  readonly thread?: { readonly threadKey: string | null; readonly recovered: boolean }
  readonly subscription?: Purchase['subscription']
}

type SoldItem = {
  readonly kind: 'main' | 'bump'
  readonly bumpId: string | null
  readonly name: string
  readonly price: Centavos
}

/**
 * What each change of a sale is to whoever tells buyers about it. Null is no news to a buyer: it
 * waits, it was authorised and is not yet charged, or no acquirer could be reached.
 */
const EVENT_OF: Readonly<Record<SaleNews, PurchaseEvent | null>> = {
  pending: null,
  issued: null,
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

/** What differs where nothing is charged at once. That no code could be made, the page says itself. */
const OF_VOUCHERS: Readonly<
  Record<'pix' | 'boleto', Readonly<Partial<Record<SaleNews, PurchaseEvent | null>>>>
> = {
  pix: { issued: 'pix_generated', expired: 'pix_expired', refused: null },
  boleto: { issued: 'boleto_generated', expired: 'boleto_expired', refused: null },
}

/** A charge nobody was there for is news of the subscription, not of an order. */
const OF_RENEWALS: Readonly<Partial<Record<SaleNews, PurchaseEvent>>> = {
  paid: 'subscription_renewed',
  refused: 'subscription_overdue',
}

function eventOf({ status, method, source }: SoldHere): PurchaseEvent | null {
  const renewed = source === 'recurrence' ? OF_RENEWALS[status] : undefined
  if (renewed !== undefined) return renewed
  const own = method === 'card' ? undefined : OF_VOUCHERS[method][status]
  return own === undefined ? EVENT_OF[status] : own
}

/** Told when a Pix or a boleto was issued; a card never waits. */
export const ISSUED_FACT = 'attempt.waiting'

/** The facts of a sale that are an event of its order. */
export const FACTS_TOLD: readonly string[] = [
  ISSUED_FACT,
  ...SALE_STATUSES.filter((status) => EVENT_OF[status] !== null).map((status) => `sale.${status}`),
]

/** Of the fact that a sale tells, `sale.paid`. */
export const statusIn = (fact: string): SaleNews | null =>
  fact === ISSUED_FACT
    ? 'issued'
    : (SALE_STATUSES.find((status) => fact === `sale.${status}`) ?? null)

const METHOD_NAMES = { card: 'credit_card', pix: 'pix', boleto: 'boleto' } as const

/** A sale of our own as the same canonical event that a gateway's postback becomes. */
export function purchaseFromSale(sale: SoldHere): Purchase | null {
  const { id, product, amount, method, voucher, thread } = sale
  const event = eventOf(sale)
  if (event === null) return null
  return {
    event,
    rawEvent: sale.status,
    detail: null,
    test: sale.test,
    warnings: [],
    occurredAt: sale.at,
    // A sale keeps its id over every attempt at it: the order and the thread are the same, unless
    // somebody was told of its cart or its lead before.
    orderKey: id,
    orderKind: 'transaction',
    threadKey: thread?.threadKey ?? id,
    threadKind: thread?.threadKey == null ? 'transaction' : 'cart',
    parentOrderKey: sale.parentSaleId ?? null,
    cartRecovered: thread?.recovered === true && event === 'payment_approved',
    customer: customerOf(sale.buyer),
    product,
    products: productsOf(sale),
    paymentMethod: METHOD_NAMES[method],
    amount: centavos(amount),
    currency: 'BRL',
    installments: sale.installments,
    refusalReason: sale.refusal,
    pix:
      voucher?.kind === 'pix'
        ? { code: voucher.copyPaste, url: null, expiresAt: voucher.expiresAt }
        : null,
    boleto:
      voucher?.kind === 'boleto'
        ? { line: voucher.digitableLine, url: voucher.pdfUrl, dueAt: voucher.expiresAt }
        : null,
    checkoutUrl: sale.checkoutUrl,
    coupons: couponsOf(sale),
    delivery: null,
    subscription: sale.subscription ?? null,
    tracking: sale.tracking,
    campaign: {},
  }
}

function productsOf({ offerCode, product, amount, items = [] }: SoldHere): readonly Product[] {
  const whole = { id: offerCode, name: product, quantity: 1, priceCents: amount, bump: false }
  if (items.length === 0) return [whole]
  return items.map(({ kind, bumpId, name, price }) => ({
    id: kind === 'main' ? offerCode : bumpId,
    name,
    quantity: 1,
    priceCents: price,
    bump: kind === 'bump',
  }))
}

/** The one that was used, at what it took off. */
function couponsOf({ coupon }: SoldHere): readonly Coupon[] {
  if (!coupon) return []
  const { code, discount } = coupon
  return [
    { code, kind: 'fixed', valueCents: discount, minPriceCents: centavos(0), expiresAt: null },
  ]
}

type Known = Readonly<Record<'name' | 'email' | 'phone' | 'document', string | null>>

export function customerOf({ name, email, phone, document }: Known): Customer {
  const value = document === null ? null : normalizeTaxId(document)
  return {
    name,
    firstName: firstNameOf(name),
    email,
    ...normalizePhone(phone ?? ''),
    document: {
      kind: value === null ? null : taxIdKind(value),
      value,
      valid: value !== null && isTaxId(value),
    },
    ip: null,
  }
}
