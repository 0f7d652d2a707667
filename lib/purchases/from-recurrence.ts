// lib/purchases/from-recurrence.ts
import type { Centavos } from '@/lib/kernel/money'
import { purchaseFromSale, type SoldHere } from './from-sale'
import type { Purchase, PurchaseEvent } from './purchase'

/** What is told of a recurrence itself; its charges are told by their sales. */
export const RECURRENCE_EVENTS = {
  'recurrence.activated': 'subscription_activated',
  'recurrence.canceled': 'subscription_canceled',
  'recurrence.ended': 'subscription_finished',
} as const satisfies Readonly<Record<string, PurchaseEvent>>
export type RecurrenceFact = keyof typeof RECURRENCE_EVENTS

/** As much of a recurrence as the commerce event needs. */
type Agreed = {
  readonly id: string
  readonly product: string
  readonly offerCode: string
  readonly amount: Centavos
  readonly buyer: SoldHere['buyer']
  readonly tracking: SoldHere['tracking']
  readonly test: boolean
  readonly status: string
  readonly charges: number | null
  readonly nextChargeAt: string | null
  readonly checkoutUrl: string
  readonly at: Date
}

/** An order of its own, named after the recurrence: no sale's news overtakes it. */
export function purchaseFromRecurrence(fact: RecurrenceFact, agreed: Agreed): Purchase | null {
  const { id, product, status, charges, nextChargeAt, ...rest } = agreed
  const sold = purchaseFromSale({
    ...{ ...rest, id, product, status: 'paid', method: 'card', voucher: null },
    ...{ installments: 1, refusal: null },
    subscription: { code: id, plan: product, status, charges, nextChargeAt },
  })
  return sold === null ? null : { ...sold, event: RECURRENCE_EVENTS[fact], rawEvent: fact }
}
