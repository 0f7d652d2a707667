// components/checkout/checkout-offer.ts
import type { Plan } from '@/db/schema/offer-content'
import type { PaymentMethod } from '@/db/schema/payments'
import type { InstallmentTerms } from '@/lib/kernel/installments'
import type { Centavos } from '@/lib/kernel/money'
import { taxIdKind } from '@/lib/kernel/tax-id'
import type { OfferPageView } from '@/lib/offers/views'

export type CheckoutBump = {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly price: Centavos
}

/** What the form knows of an offer: public, cached, the same for every visitor. */
export type CheckoutOffer = {
  readonly code: string
  readonly title: string
  /** Give it to `quoteOf`: the server charges the same sums. */
  readonly terms: InstallmentTerms
  readonly bumps: readonly CheckoutBump[]
  readonly takesCoupons: boolean
  /** Null is paid once. */
  readonly plan: Plan | null
  /** How it may be paid, the usual one first; empty while nothing can be charged. */
  readonly methods: readonly PaymentMethod[]
  readonly pixMinutes: number
  readonly boletoDays: number
  readonly guaranteeDays: number
  readonly startsAt: string | null
  readonly statementName: string
  readonly supportEmail: string | null
  /** The name its buyers know; `sellerName` is the one of the invoice. */
  readonly sellerBrand: string
  readonly sellerName: string
  /** `CNPJ 11.222.333/0001-81`; null until the company filled it in. */
  readonly sellerDocument: string | null
}

export const toCheckoutOffer = (page: OfferPageView): CheckoutOffer => ({
  code: page.code,
  title: page.title,
  terms: page.plan === null ? page.terms : { ...page.terms, maxInstallments: 1 },
  bumps: page.bumps.map(({ id, title, text, price }) => ({ id, title, text, price })),
  takesCoupons: page.takesCoupons,
  plan: page.plan,
  // A subscription is charged again without its buyer: a card alone can be.
  methods: page.plan === null ? page.methods : page.methods.filter((each) => each === 'card'),
  pixMinutes: page.pixMinutes,
  boletoDays: page.boletoDays,
  guaranteeDays: page.guaranteeDays,
  startsAt: page.window.startsAt,
  statementName: page.statementName,
  supportEmail: page.supportEmail,
  sellerBrand: page.seller.brand,
  sellerName: page.seller.name,
  sellerDocument: page.seller.document === null ? null : formatTaxId(page.seller.document),
})

/** A seller's CPF is a person's: only a company's number stands on a public page. */
function formatTaxId(document: string): string | null {
  if (taxIdKind(document) !== 'cnpj') return null
  return `CNPJ ${document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5')}`
}
