// lib/sales/go-on.ts
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { saleItems, sales } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { goesOn, type Repeat } from './find-repeat'
import { freeingCoupon, heldCoupon, spentOf, takingCoupon, takingPlace } from './holds'
import type { Opened } from './open-sale'
import { keepOrderBefore, lockVouchers } from './order-before'
import type { Sale } from './sale'
import { insertingItems } from './sale-items'
import { chargeOf, couponUseOf, type Order, saleItemsOf, takesPlace } from './sale-order'

type Continued = Extract<Repeat, { kind: 'continues' }>

/** Two clicks that differ cannot both go on: the second finds another submit id in the row. */
export async function goOn(ctx: Ctx, { sale, bumps }: Continued, order: Order): Promise<Opened> {
  const unchanged = and(
    eq(sales.id, sale.id),
    eq(sales.status, sale.status),
    sale.submitId === null ? undefined : eq(sales.submitId, sale.submitId),
    sql`${sales.place} is not distinct from ${sale.place}`,
    sql`${sales.couponUse} is not distinct from ${sale.couponUse}`,
    goesOn,
  )
  try {
    return await ctx.db.transaction(async (tx) => {
      const had = bumps.length > 0 || sale.discount > 0
      const isOfItems = had || saleItemsOf(order).length > 0
      if (isOfItems) await lockVouchers(tx, sale.id)
      const moved = await tx
        .update(sales)
        .set({
          ...chargeOf(ctx, order),
          ...(hasPlace(sale) && { place: 'held' as const }), // Also where there is no limit any more.
          buyer: { ...order.input.customer, ...corrected(sale, order) },
        })
        .where(unchanged)
        .returning({ id: sales.id })
      if (moved.length === 0) return { kind: 'repeated', saleId: sale.id }
      await changeHolds(ctx, tx, sale, order)
      if (isOfItems) await keepOrderBefore(ctx, tx, sale)
      if (had) {
        await tx.delete(saleItems).where(eq(saleItems.saleId, sale.id))
      }
      await addItems(ctx, tx, sale, order)
      await recordFact(ctx, tx, {
        name: 'sale.pending',
        payload: { saleId: sale.id, bell: sale.bellUrl === null ? 'no' : 'yes' },
      })
      return { kind: 'continued', saleId: sale.id }
    })
  } catch (error) {
    return { kind: 'spent', what: spentOf(error) }
  }
}

/**
 * A place that was returned is taken anew, if one is left; one that is still held stays. A coupon that
 * was taken away is free again, and another is taken. In the order that all statements keep: the place
 * is last.
 */
async function changeHolds(ctx: Ctx, tx: Tx, sale: Sale, order: Order) {
  const { offer } = order
  const about = (part: SQL) =>
    tx.execute(sql`with sale as (select ${sale.id} as id) ${part} select id from sale`)
  const use = couponUseOf(order)
  const had = heldCoupon(sale)
  const keys = sale.couponKeys ?? []
  if (use?.coupon.id !== had || use?.keys.join() !== keys.join()) {
    if (had !== null) await about(freeingCoupon(had, keys))
    if (use !== null) await about(takingCoupon(ctx, use))
  }
  if (takesPlace(order) && offer.id !== null && !hasPlace(sale)) {
    await about(takingPlace(ctx, offer.id))
  }
}

const hasPlace = ({ place }: Sale) => place === 'held' || place === 'kept'

async function addItems(ctx: Ctx, tx: Tx, { id }: Sale, order: Order) {
  const items = saleItemsOf(order)
  if (items.length === 0) return
  await tx.execute(
    sql`with sale as (select ${id} as id) ${insertingItems(ctx, items)} select id from sale`,
  )
}

/** A form that is still open holds the slip its buyer has put right on the receipt: it stays right. */
function corrected({ buyer }: Sale, { input }: Order) {
  const { email, emailBefore } = buyer
  return emailBefore === input.customer.email ? { email, emailBefore } : {}
}
