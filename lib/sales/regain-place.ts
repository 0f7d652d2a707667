// lib/sales/regain-place.ts
import { and, eq } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import { routeOf } from '@/lib/accounts/route-of'
import { claimPlace } from '@/lib/payments/claim-place'
import { recordFinding } from '@/lib/payments/record-finding'
import { voidAttempt } from '@/lib/payments/void-attempt'
import type { Ctx } from '@/lib/platform/context'
import type { SaleWithAttempts } from './sale'

/** Why it was let go, as the sale's page tells it. */
const NOTE = 'sold_out'

/**
 * A sale that returned its place turns out to be approved or paid. It gets another place, while there
 * is one; otherwise what a card holds is let go, and what was taken goes back as any late payment
 * does: `refundLate`, which the sweeper of `look_after` carries out. True when something moved, and
 * the sale is to be judged anew.
 */
export async function regainPlace(
  ctx: Ctx,
  { sale, attempts: made }: SaleWithAttempts,
): Promise<boolean> {
  if (await ctx.db.transaction((tx) => claimPlace(ctx, tx, sale.id))) return true
  const late = await ctx.db
    .update(attempts)
    .set({ late: true, lookAfter: ctx.now() })
    .where(
      and(eq(attempts.saleId, sale.id), eq(attempts.status, 'captured'), eq(attempts.late, false)),
    )
    .returning({ id: attempts.id })
  let moved = late.length > 0
  for (const attempt of made.filter(({ status }) => status === 'authorized')) {
    await recordFinding(ctx, attempt.id, 'late_approval', { detail: { why: NOTE } })
    const released = await voidAttempt(ctx, await routeOf(ctx, attempt), attempt.id, { note: NOTE })
    if (released.ok && released.value.state === 'done') moved = true
  }
  return moved
}
