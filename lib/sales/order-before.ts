// lib/sales/order-before.ts
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { attempts } from '@/db/schema/payments'
import { saleItems, sales } from '@/db/schema/sales'
import type { OrderBefore } from '@/db/schema/voucher'
import type { Ctx } from '@/lib/platform/context'
import { freeingCoupon, heldCoupon } from './holds'
import type { Sale, SaleAttempt } from './sale'
import { insertingItems, itemsWithin } from './sale-items'

/** Whoever keeps a payment has its attempt in hand before its sale: the same order here. */
export const lockVouchers = (tx: Tx, saleId: Sale['id']) =>
  tx
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(eq(attempts.saleId, saleId), ne(attempts.method, 'card')))
    .orderBy(attempts.id)
    .for('update')

/**
 * Before a sale goes on with other things: a Pix that waits is of those it had, and may be paid all
 * the same. Nothing is written where it is the same thing at its price, before and after.
 */
export async function keepOrderBefore(ctx: Ctx, tx: Tx, sale: Sale): Promise<void> {
  const { id, discount, couponId, couponCode, couponKeys } = sale
  const items = await itemsWithin(ctx, tx, id)
  const before: OrderBefore = { items, discount, couponId, couponCode, couponKeys }
  await tx
    .update(attempts)
    .set({ before })
    .where(and(eq(attempts.saleId, id), ne(attempts.method, 'card'), isNull(attempts.before)))
}

/**
 * Paid is what the code was of, whatever its buyer ticked since: the sale is that again. A coupon that
 * was given back counts once more when the sale follows, beyond its limit too.
 */
export function restoreOrder(ctx: Ctx, sale: Sale, attempt: SaleAttempt): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    const { before } = attempt
    const taken = await tx
      .update(attempts)
      .set({ before: null })
      .where(and(eq(attempts.id, attempt.id), sql`${attempts.before} is not null`))
      .returning({ id: attempts.id })
    if (before === null || taken.length === 0) return
    const { items, discount, couponId, couponCode, couponKeys } = before
    const held = heldCoupon(sale)
    const same = held === couponId && sale.couponKeys?.join() === couponKeys?.join()
    const couponUse = couponId === null ? null : same ? sale.couponUse : 'returned'
    await tx
      .update(sales)
      .set({ discount, couponId, couponCode, couponKeys, couponUse })
      .where(eq(sales.id, sale.id))
    await tx.delete(saleItems).where(eq(saleItems.saleId, sale.id))
    const about = sql`with sale as (select ${sale.id} as id)`
    if (held !== null && !same) {
      const freed = freeingCoupon(held, sale.couponKeys ?? [])
      await tx.execute(sql`${about} ${freed} select id from sale`)
    }
    if (items.length === 0) return
    await tx.execute(sql`${about} ${insertingItems(ctx, items)} select id from sale`)
  })
}
