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

/** That it happened stays, for the figures; whose it was does not. Gives the events that were told of it. */
export async function forgetOrder(ctx: Ctx, tx: Tx, order: ForgottenOrder) {
  const { platform, orderKind, orderKey } = order
  return tx
    .update(purchaseEvents)
    .set({
      ...{ customerName: null, firstName: null, email: null, phone: null, phoneIssue: null },
      ...{ documentKind: null, document: null, ip: null, checkoutUrl: null },
      ...{ tracking: {}, campaign: {} },
    })
    .where(
      and(
        ...[eq(purchaseEvents.accountId, ctx.actor.accountId)],
        ...[eq(purchaseEvents.platform, platform), eq(purchaseEvents.orderKind, orderKind)],
        eq(purchaseEvents.orderKey, orderKey),
      ),
    )
    .returning({ id: purchaseEvents.id, storeId: purchaseEvents.storeId })
}
