// lib/postbacks/telling.ts
import { normalizePhone } from '@/lib/kernel/phone'
import { isTaxId, normalizeTaxId, taxIdKind } from '@/lib/kernel/tax-id'
import { firstNameOf } from '@/lib/purchases/first-name'
import type { Boleto, Customer, Pix, Product, Purchase } from '@/lib/purchases/purchase'
import { endOfDay, instantFrom } from './dates'

/** What a purchase says when its platform says nothing about it. */
const SILENT = {
  detail: null,
  test: false,
  warnings: [],
  parentOrderKey: null,
  cartRecovered: false,
  paymentMethod: null,
  amount: null,
  currency: 'BRL',
  installments: null,
  refusalReason: null,
  pix: null,
  boleto: null,
  checkoutUrl: null,
  coupons: [],
  delivery: null,
  subscription: null,
  tracking: {},
  campaign: {},
} satisfies Partial<Purchase>

type Silent = keyof typeof SILENT
type Thread = 'threadKey' | 'threadKind'
type Said = Omit<Purchase, Silent | Thread | 'product'> & Partial<Pick<Purchase, Silent>>

/**
 * Of a platform that does not tell the same cart when it is abandoned and when it is bought: one
 * buyer and one product are one thread. What was sold on top of an order is a thread of its own, and
 * so is the order of somebody nobody can reach. `sold` is what both tell of the product.
 */
export function purchaseOfBuyer(said: Said, sold = said.products[0]?.id): Purchase {
  const [main] = said.products
  const whole = { ...SILENT, ...said, product: main?.name ?? '' }
  const { phone, email } = said.customer
  const buyer = phone ?? email?.toLowerCase() ?? null
  if (buyer === null || sold == null || whole.parentOrderKey !== null) {
    return { ...whole, threadKey: said.orderKey, threadKind: said.orderKind }
  }
  return { ...whole, threadKey: `${sold}:${buyer}`, threadKind: 'buyer' }
}

type Person = {
  readonly [K in 'name' | 'email' | 'phone' | 'document' | 'ip']?: string | undefined
}

/** An address of mail is no longer than this, and a shorter one is told in an index. */
const LONGEST_EMAIL = 254

export function customerOf({ name, email, phone, document, ip }: Person): Customer {
  const value = normalizeTaxId(document ?? '')
  const called = name?.trim() || null
  const mail = email?.trim() ?? ''
  return {
    name: called,
    firstName: firstNameOf(called),
    email: mail.includes('@') && mail.length <= LONGEST_EMAIL ? mail : null,
    ...normalizePhone(phone ?? ''),
    document: { kind: taxIdKind(value), value: value === '' ? null : value, valid: isTaxId(value) },
    ip: ip ?? null,
  }
}

type Thing = {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly quantity?: number | undefined
  readonly priceCents?: number | undefined
  readonly bump?: boolean
}
export const productOf = ({ id, name, quantity, priceCents, bump }: Thing): Product => ({
  id: id ?? null,
  name: name ?? '',
  quantity: quantity ?? 1,
  priceCents: priceCents ?? null,
  bump: bump ?? false,
})

type Given = Readonly<Record<string, string | undefined>>

export const pixOf = ({ code, url, expires }: Given): Pix | null =>
  code === undefined ? null : { code, url: url ?? null, expiresAt: instantFrom(expires) }

export const boletoOf = ({ line, url, due }: Given): Boleto | null =>
  line === undefined && url === undefined
    ? null
    : { line: line ?? null, url: url ?? null, dueAt: endOfDay(due) }

/** A word that waits, by how it is paid. */
export const WAITING = { pix: 'pix_generated', boleto: 'boleto_generated' } as const
export const EXPIRED = { pix: 'pix_expired', boleto: 'boleto_expired' } as const

type Paid = Purchase['paymentMethod']
export const waitingBy = (method: Paid) =>
  method === 'pix' || method === 'boleto' ? WAITING[method] : 'payment_pending'
export const expiredBy = (method: Paid) =>
  method === 'pix' || method === 'boleto' ? EXPIRED[method] : 'order_canceled'

/** Whom the tests of several panels are about; nobody is really called so. */
export const isTestName = (name: string | undefined): boolean =>
  /^((cliente|comprador|compradora|usu[aá]rio)( de)? )?teste( |$)/i.test(name?.trim() ?? '')
