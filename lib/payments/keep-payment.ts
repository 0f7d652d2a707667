// lib/payments/keep-payment.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { operations } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import { claimPlace } from './claim-place'
import { lockPaid } from './find-attempt'
import { moveAttempt } from './move-attempt'
import { type Attempt, rowOf } from './open-operation'
import type { Approval } from './outcome'

/**
 * `undecided`: a card of the same sale is being captured, and nobody knows yet whether it was.
 * `known`: somebody else wrote it down first.
 */
export type Kept = 'kept' | 'late' | 'undecided' | 'known'

/**
 * A Pix or a boleto was paid. It takes the one place that a sale has for a capture, so that neither a
 * card nor another code can take the buyer's money as well. Where that is taken, or the last place of
 * a limited offer is gone, what was paid is recorded as late: it is given back, and speaks for no sale.
 */
export function keepPayment(ctx: Ctx, seen: Attempt, approval: Approval): Promise<Kept> {
  return ctx.db.transaction(async (tx) => {
    const { attempt, needsPlace } = await lockPaid(ctx, tx, seen.id)
    if (attempt.status !== 'waiting' && attempt.status !== 'expired') return 'known'
    if (needsPlace && !(await claimPlace(ctx, tx, attempt.saleId))) {
      return record(ctx, tx, attempt, approval, 'late')
    }
    const taken = await tx
      .insert(operations)
      .values({
        ...rowOf(ctx, { attempt, kind: 'capture' }),
        status: 'done',
        said: { kind: 'done', value: { confirmed: attempt.amount } },
        answeredAt: ctx.now(),
        askAfter: null,
      })
      .onConflictDoNothing()
      .returning({ id: operations.id })
    if (taken.length > 0) return record(ctx, tx, attempt, approval, 'kept')
    return (await isTaken(tx, attempt)) ? record(ctx, tx, attempt, approval, 'late') : 'undecided'
  })
}

/** By a payment that is certain. One that is under way may let the place go; the next look sees it. */
async function isTaken(tx: Tx, { saleId }: Attempt): Promise<boolean> {
  const done = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.saleId, saleId),
        eq(operations.kind, 'capture'),
        eq(operations.status, 'done'),
      ),
    )
    .limit(1)
  return done.length > 0
}

async function record(
  ctx: Ctx,
  tx: Tx,
  { id, status: from, amount }: Attempt,
  { acquirerId, tid, nsu }: Approval,
  as: 'kept' | 'late',
): Promise<Kept> {
  const late = as === 'late'
  const at = ctx.now()
  const learned = {
    ...{ acquirerId, tid, nsu, late },
    capturedAmount: amount,
    lookedAt: at,
    lookAfter: late ? at : null,
  }
  return (await moveAttempt(ctx, tx, { id, from, to: 'captured', learned })) ? as : 'known'
}
