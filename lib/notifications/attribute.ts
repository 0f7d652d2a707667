// lib/notifications/attribute.ts
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import type { Happening } from './happening'
import { sameOrder } from './happy-path'

/** How long after a message a payment is still put down to it. */
const RECOVERED_WITHIN_MS = 72 * 3_600_000

const PAYMENTS: ReadonlySet<PurchaseEvent> = new Set([
  'payment_approved',
  'subscription_activated',
  'subscription_renewed',
])
const UNDOES: ReadonlySet<PurchaseEvent> = new Set(['refunded', 'chargeback'])

export const isPayment = (event: PurchaseEvent) => PAYMENTS.has(event)
export const isUndoing = (event: PurchaseEvent) => UNDOES.has(event)

/** One paid order: its first payment, by the clock of who told it. */
export type Payment = Happening & { readonly undoneAt: Date | null }

const inTime = (a: Happening, b: Happening) =>
  a.at.getTime() - b.at.getTime() || (a.purchaseId < b.purchaseId ? -1 : 1)

/** The paid orders among these events, the earliest first: each once, however often it was told. */
export function paymentsIn(seen: readonly Happening[]): Payment[] {
  const payments: Payment[] = []
  for (const event of seen.filter((each) => isPayment(each.event)).toSorted(inTime)) {
    if (payments.some((known) => sameOrder(known, event))) continue
    const [undone] = seen
      .filter((each) => isUndoing(each.event) && sameOrder(each, event))
      .toSorted(inTime)
    payments.push({ ...event, undoneAt: undone?.at ?? null })
  }
  return payments
}

/**
 * The last reminder before the payment and within its time. What was paid meanwhile used it up: one
 * message brings back one order, and a second charge of the same cart is no recovery.
 */
export function attribute<M extends { readonly sentAt: Date }>(
  payment: Payment,
  payments: readonly Payment[],
  written: readonly M[],
): M | null {
  const paidBefore = payments.filter((each) => each !== payment && inTime(each, payment) < 0)
  const since = Math.max(
    payment.at.getTime() - RECOVERED_WITHIN_MS,
    ...paidBefore.map(({ at }) => at.getTime() + 1),
  )
  const until = payment.at.getTime()
  return (
    written.findLast(({ sentAt }) => sentAt.getTime() >= since && sentAt.getTime() <= until) ?? null
  )
}
