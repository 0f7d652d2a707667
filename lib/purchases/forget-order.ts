// lib/purchases/forget-order.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Ctx } from '@/lib/platform/context'

export type ForgottenOrder = {
  readonly platform: string
  readonly orderKind: 'transaction' | 'cart'
  readonly orderKey: string
}

/**
 * That it happened stays, for the figures; whose it was does not. Gives the stores that were told of it,
 * and the addresses it had, in lower case.
 */
export async function forgetOrder(ctx: Ctx, tx: Tx, order: ForgottenOrder) {
  const { platform, orderKind, orderKey } = order
  const ofOrder = and(
    eq(purchaseEvents.accountId, ctx.actor.accountId),
    ...[eq(purchaseEvents.platform, platform), eq(purchaseEvents.orderKind, orderKind)],
    eq(purchaseEvents.orderKey, orderKey),
  )
  const { storeId, email, phone } = purchaseEvents
  const told = await tx.select({ storeId, email, phone }).from(purchaseEvents).where(ofOrder)
  await tx
    .update(purchaseEvents)
    .set({
      ...{ customerName: null, firstName: null, email: null, phone: null, phoneIssue: null },
      ...{ documentKind: null, document: null, ip: null, checkoutUrl: null },
      ...{ tracking: {}, campaign: {} },
    })
    .where(ofOrder)
  const addresses = told.flatMap((each) => [each.email?.toLowerCase(), each.phone])
  return {
    storeIds: [...new Set(told.map((each) => each.storeId))],
    addresses: [...new Set(addresses.filter((each) => each != null))],
  }
}
