// lib/recurrences/return-holds.ts
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { recurrenceCharges, recurrences } from '@/db/schema/recurrences'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { freeingCoupon, freeingPlace } from '@/lib/sales/holds'

/**
 * It ended and nobody ever paid: its place and its use of a coupon are there for whoever comes next.
 * While a first charge is with the acquirer it may still be paid, and keeps them: whatever ends that
 * charge asks again. One that goes on keeps them too.
 */
export async function returnHolds(ctx: Ctx, tx: Tx, id: Id<'recurrence'>): Promise<void> {
  const [found] = await tx
    .update(recurrences)
    .set({ holds: null })
    .where(
      and(
        eq(recurrences.id, id),
        eq(recurrences.accountId, ctx.actor.accountId),
        eq(recurrences.chargesPaid, 0),
        eq(recurrences.status, 'canceled'),
        isNotNull(recurrences.holds),
        sql`not exists (select 1 from ${recurrenceCharges} c
          where c.recurrence_id = ${id} and c.status = 'charging')`,
      ),
    )
    .returning({ offerId: recurrences.offerId, holds: sql<Holds>`old.holds` })
  if (found === undefined) return
  const { offerId, holds } = found
  const place = holds.place ? freeingPlace(ctx, offerId) : sql``
  const use = holds.couponId === null ? sql`` : freeingCoupon(holds.couponId, holds.keys)
  await tx.execute(sql`with sale as (select 1) ${place} ${use} select 1 as one`)
}

type Holds = NonNullable<(typeof recurrences.$inferSelect)['holds']>
