// lib/payments/claim-place.ts
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { offerPlaces } from '@/db/schema/offers'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'

/**
 * The fence against overselling: before money is kept for a sale of a limited offer, its place is
 * marked as kept. One that was returned meanwhile is taken anew; false when none is left, and then
 * what was paid goes back. It stands here, below whoever sells, so that no way to money goes around it.
 */
export async function claimPlace(ctx: Ctx, tx: Tx, saleId: Id<'sale'>): Promise<boolean> {
  const [sale] = await tx
    .select({ place: sales.place, offerId: sales.offerId })
    .from(sales)
    .where(and(eq(sales.id, saleId), eq(sales.accountId, ctx.actor.accountId)))
    .for('update')
  if (sale === undefined || sale.place === null || sale.place === 'kept') return true
  if (sale.place === 'returned' && !(await takeAnew(ctx, tx, sale.offerId))) return false
  // Looked at again, should whoever claims it die before the sale follows.
  await tx.update(sales).set({ place: 'kept', placeUntil: ctx.now() }).where(eq(sales.id, saleId))
  return true
}

/** An offer that has no limit any more has a place for everybody. */
async function takeAnew(ctx: Ctx, tx: Tx, offerId: Id<'offer'> | null): Promise<boolean> {
  if (offerId === null) return true
  const [taken] = await tx
    .update(offerPlaces)
    .set({ taken: sql`${offerPlaces.taken} + 1` })
    .where(
      and(
        eq(offerPlaces.offerId, offerId),
        sql`(taken < total or not exists (select 1 from offers
          where offers.id = offer_id and offers.sales_limit is not null))`,
      ),
    )
    .returning({ taken: offerPlaces.taken, total: offerPlaces.total })
  if (taken === undefined) return false
  if (taken.taken === taken.total) {
    await recordFact(ctx, tx, { name: 'offer.sold_out', payload: { offerId } })
  }
  return true
}
