// lib/payments/check-voucher.ts
import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import { type AttemptStatus, attempts } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { getAttempt } from './find-attempt'
import { keepPayment } from './keep-payment'
import { moveAttempt } from './move-attempt'
import { isOver, LOOK_PAUSE_MS, nextLook, nextLookBack } from './next-look'
import type { Attempt } from './open-operation'
import type { Found } from './outcome'
import { recordFinding } from './record-finding'
import { refundLate } from './refund-late'
import type { Route } from './route'

/** What was paid is not let out of sight while a card of its sale is in doubt. */
const SOON_MS = 60_000

const OPEN: readonly AttemptStatus[] = ['waiting', 'expired']

/**
 * Asks the acquirer whether a Pix or a boleto was paid, and writes down what it says. Whoever comes
 * to know that something may have changed calls this: a notice, the sweeper, the buyer's page. It may
 * be called at any time and by many at once.
 */
export async function checkVoucher(
  ctx: Ctx,
  id: Id<'attempt'>,
  route: Route,
): Promise<AttemptStatus> {
  const attempt = await getAttempt(ctx, id)
  if (attempt.late) await refundLate(ctx, attempt, route)
  if (attempt.method === 'card' || !OPEN.includes(attempt.status)) return attempt.status
  await follow(ctx, attempt, route, await route.find(ctx, attempt.reference, attempt.acquirerId))
  return (await getAttempt(ctx, id)).status
}

/** The same for a page that asks every moment: at most one question each few seconds is let through. */
export async function glanceAtVoucher(ctx: Ctx, id: Id<'attempt'>, route: Route): Promise<boolean> {
  const at = ctx.now()
  const before = new Date(at.getTime() - LOOK_PAUSE_MS)
  const taken = await ctx.db
    .update(attempts)
    .set({ lookedAt: at })
    .where(
      and(
        eq(attempts.id, id),
        eq(attempts.accountId, ctx.actor.accountId),
        inArray(attempts.status, [...OPEN]),
        or(isNull(attempts.lookedAt), lt(attempts.lookedAt, before)),
      ),
    )
    .returning({ id: attempts.id })
  if (taken.length === 0) return false
  await checkVoucher(ctx, id, route)
  return true
}

async function follow(ctx: Ctx, attempt: Attempt, route: Route, found: Found): Promise<void> {
  switch (found.kind) {
    case 'captured':
      return paid(ctx, attempt, route, found)
    case 'voided':
    case 'refunded':
      return end(ctx, attempt, 'voided')
    case 'expired':
    case 'refused':
      return end(ctx, attempt, 'expired')
    case 'waiting':
    case 'authorized':
    case 'never_seen':
    case 'unknown':
      return isOver(attempt, ctx.now()) ? end(ctx, attempt, 'expired') : lookAgain(ctx, attempt)
  }
}

async function paid(
  ctx: Ctx,
  attempt: Attempt,
  route: Route,
  { captured, approval }: Extract<Found, { captured: Attempt['amount'] }>,
) {
  if (captured !== attempt.amount) {
    // A boleto paid short, or a sum that nobody asked for: a person judges it.
    const detail = { asked: String(attempt.amount), paid: String(captured) }
    await recordFinding(ctx, attempt.id, 'amount_differs', { detail })
    return isOver(attempt, ctx.now()) ? end(ctx, attempt, 'expired') : lookAgain(ctx, attempt)
  }
  const kept = await keepPayment(ctx, attempt, approval)
  if (kept === 'undecided') return lookAgain(ctx, attempt, SOON_MS)
  if (kept !== 'late') return
  await refundLate(ctx, await getAttempt(ctx, attempt.id), route)
}

/** Nobody owes it any more. What is paid all the same, and told later, is still found. */
async function end(ctx: Ctx, attempt: Attempt, to: 'expired' | 'voided') {
  const { id, status: from } = attempt
  const lookAfter = to === 'voided' ? null : nextLookBack(attempt, ctx.now())
  const looked = { lookAfter, lookedAt: ctx.now() }
  if (from === to || (from === 'expired' && to === 'voided')) {
    await ctx.db
      .update(attempts)
      .set(looked)
      .where(and(eq(attempts.id, id), eq(attempts.status, from)))
    return
  }
  await ctx.db.transaction((tx) => moveAttempt(ctx, tx, { id, from, to, learned: looked }))
}

async function lookAgain(ctx: Ctx, attempt: Attempt, inMs?: number) {
  const at = ctx.now()
  const planned = attempt.status === 'waiting' ? nextLook(attempt, at) : nextLookBack(attempt, at)
  const lookAfter = inMs === undefined ? planned : new Date(at.getTime() + inMs)
  await ctx.db
    .update(attempts)
    .set({ lookAfter, lookedAt: at })
    .where(and(eq(attempts.id, attempt.id), eq(attempts.status, attempt.status)))
}
