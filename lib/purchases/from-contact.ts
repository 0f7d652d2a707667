// lib/purchases/from-contact.ts
import { type Centavos, centavos } from '@/lib/kernel/money'
import { customerOf } from './from-sale'
import type { Product, Purchase } from './purchase'

type Contact = {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly offerCode: string
  readonly product: string
  readonly price: Centavos
  readonly tracking: Readonly<Record<string, string>>
  /** Where it goes on. */
  readonly address: string
}

/** A checkout of ours that somebody began to fill in, and left. */
export type LeftHere = Contact & {
  readonly checkoutId: string
  /** Where its lead began, or its own name. */
  readonly threadKey: string | null
  readonly bumps: readonly { readonly name: string; readonly price: Centavos }[]
  /** The last time anything was typed. */
  readonly touchedAt: Date
}

export function purchaseFromCheckout(left: LeftHere): Purchase {
  const { checkoutId, threadKey, bumps, price, touchedAt } = left
  const more = bumps.map(
    (bump): Product => ({
      ...{ id: null, name: bump.name, quantity: 1, priceCents: bump.price, bump: true },
    }),
  )
  const amount = bumps.reduce((sum, bump) => sum + bump.price, price as number)
  return {
    ...told(left, more),
    event: 'cart_abandoned',
    rawEvent: 'cart',
    occurredAt: touchedAt,
    orderKey: checkoutId,
    threadKey: threadKey ?? checkoutId,
    amount: centavos(amount),
  }
}

/** A contact that was left on a page of ours, with consent. */
export type LeadHere = Contact & { readonly leadId: string; readonly createdAt: Date }

export const purchaseFromLead = (lead: LeadHere): Purchase => ({
  ...told(lead, []),
  event: 'lead_captured',
  rawEvent: 'lead',
  occurredAt: lead.createdAt,
  orderKey: lead.leadId,
  threadKey: lead.leadId,
  amount: null,
})

/** What both know: who, of what, from where. Nothing of a payment. */
function told(contact: Contact, more: readonly Product[]) {
  const { name, email, phone, offerCode, product, price, tracking, address } = contact
  const main: Product = {
    ...{ id: offerCode, name: product, quantity: 1, priceCents: price, bump: false },
  }
  return {
    ...{ detail: null, test: false, warnings: [], parentOrderKey: null, cartRecovered: false },
    ...({ orderKind: 'cart', threadKind: 'cart' } as const),
    customer: customerOf({ name, email, phone, document: null }),
    ...{ product, products: [main, ...more], currency: 'BRL', checkoutUrl: address, tracking },
    ...{ paymentMethod: null, installments: null, refusalReason: null, pix: null, boleto: null },
    ...{ coupons: [], delivery: null, subscription: null, campaign: {} },
  }
}
