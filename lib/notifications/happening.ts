// lib/notifications/happening.ts
import type { OrderSnapshot } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { PhoneIssue } from '@/lib/kernel/phone'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import type { PurchaseView } from '@/lib/purchases/views'

/** One event of one order, as far as the happy path cares. */
export type Happening = {
  readonly purchaseId: Id<'purchase'>
  readonly event: PurchaseEvent
  readonly orderKind: string
  readonly orderKey: string
  /** When it happened. Unknown, or in the future, it is when it came. */
  readonly at: Date
  /** Whether the store announces it: only then it silences other announcements. */
  readonly spoken: boolean
  readonly subscriptionKey: string | null
}

/** The news: what was just heard, with what its own messages need to know. */
export type News = Happening & {
  readonly upsell: boolean
  readonly phone: string | null
  readonly phoneIssue: PhoneIssue | null
  readonly email: string | null
  /** Until when what it asks for can be paid. */
  readonly payableUntil: Date | null
}

export function newsOf(purchase: PurchaseView, spoken: boolean): News {
  const { occurredAt, receivedAt, customer } = purchase
  const known = occurredAt !== null && occurredAt.getTime() <= receivedAt.getTime()
  return {
    purchaseId: purchase.id,
    event: purchase.event,
    orderKind: purchase.orderKind,
    orderKey: purchase.orderKey,
    at: known ? occurredAt : receivedAt,
    spoken,
    subscriptionKey: purchase.subscription?.code ?? null,
    upsell: purchase.parentOrderKey !== null,
    phone: customer.phone,
    phoneIssue: customer.phoneIssue,
    email: customer.email?.toLowerCase() ?? null,
    payableUntil: purchase.pix?.expiresAt ?? purchase.boleto?.dueAt ?? null,
  }
}

/** What templates are rendered from. A newer event that is silent about a thing keeps the older. */
export function snapshotOf(purchase: PurchaseView, before: OrderSnapshot | null): OrderSnapshot {
  const { customer, pix, boleto, delivery, subscription } = purchase
  return {
    customerName: customer.name ?? before?.customerName ?? null,
    customerEmail: customer.email ?? before?.customerEmail ?? null,
    phone: customer.phone ?? before?.phone ?? null,
    productName: purchase.product === '' ? (before?.productName ?? null) : purchase.product,
    products: purchase.products.map(({ name, quantity }) => ({ name, quantity })),
    // Of a cart nobody says whether its price is for one or for all.
    amount: purchase.orderKind === 'cart' ? null : (purchase.amount ?? before?.amount ?? null),
    installments: purchase.installments ?? before?.installments ?? null,
    method: purchase.paymentMethod ?? before?.method ?? null,
    refusalReason: purchase.refusalReason ?? before?.refusalReason ?? null,
    checkoutUrl: purchase.checkoutUrl ?? before?.checkoutUrl ?? null,
    pix: pix ? { ...pix, expiresAt: iso(pix.expiresAt) } : (before?.pix ?? null),
    boleto: boleto ? { ...boleto, dueAt: iso(boleto.dueAt) } : (before?.boleto ?? null),
    coupons: purchase.coupons.map((coupon) => ({
      code: coupon.code,
      kind: coupon.kind,
      value: coupon.kind === 'percentage' ? (coupon.value ?? 0) : (coupon.valueCents ?? 0),
      minPrice: coupon.minPriceCents,
      expiresAt: iso(coupon.expiresAt),
    })),
    delivery: delivery ?? before?.delivery ?? null,
    subscription: subscription
      ? { plan: subscription.plan, nextChargeAt: subscription.nextChargeAt }
      : (before?.subscription ?? null),
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null
