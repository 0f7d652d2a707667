// components/checkout/checkout-offer.ts
import type { Installments } from '@/lib/kernel/installments'
import type { Centavos } from '@/lib/kernel/money'

/** What the buyer's page shows of an offer: public, cached, the same for every visitor. */
export type CheckoutOffer = {
  readonly code: string
  readonly title: string
  readonly description: string
  readonly language: 'pt-BR' | 'en'
  readonly price: Centavos
  /** One payment first; never empty. */
  readonly choices: readonly Installments[]
  readonly interestBasisPoints: number
  readonly guaranteeDays: number
  readonly hue: number
  readonly statementName: string
  readonly supportEmail: string | null
  readonly sellerName: string
  /** Formatted for people; null until the company filled it in. */
  readonly sellerDocument: string | null
}
