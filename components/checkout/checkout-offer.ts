// components/checkout/checkout-offer.ts
import type { PaymentMethod } from '@/db/schema/payments'
import { type Installments, listInstallments } from '@/lib/kernel/installments'
import type { Centavos } from '@/lib/kernel/money'
import { taxIdKind } from '@/lib/kernel/tax-id'
import type { OfferPageView } from '@/lib/offers/views'

/** What the buyer's page shows of an offer: public, cached, the same for every visitor. */
export type CheckoutOffer = {
  readonly code: string
  readonly title: string
  readonly description: string
  readonly price: Centavos
  /** One payment first; never empty. */
  readonly choices: readonly Installments[]
  readonly interestBasisPoints: number
  /** How it may be paid, the usual one first; never empty. */
  readonly methods: readonly PaymentMethod[]
  readonly pixMinutes: number
  readonly boletoDays: number
  readonly guaranteeDays: number
  readonly hue: number
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
  description: page.description,
  price: page.terms.price,
  choices: listInstallments(page.terms),
  interestBasisPoints: page.terms.interestBasisPoints,
  methods: page.methods,
  pixMinutes: page.pixMinutes,
  boletoDays: page.boletoDays,
  guaranteeDays: page.guaranteeDays,
  hue: page.brandHue,
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
