// lib/payments/refund-late.ts
import { eq } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { getAttempt } from './find-attempt'
import type { Attempt } from './open-operation'
import { closeFindings, recordFinding } from './record-finding'
import { refundAttempt } from './refund-attempt'
import type { Route } from './route'

const AGAIN_MS = 10 * 60_000
const DAY_MS = 24 * 60 * 60_000
/** An acquirer that lacks the balance today may have it tomorrow; after so long it is a person's. */
const TRIED_FOR_MS = 14 * DAY_MS

/**
 * What was paid beside its sale goes back by itself. Once it is back, the finding is closed. A refusal
 * is told to a person, and asked again each day meanwhile; an acquirer out of reach is asked again soon.
 */
export async function refundLate(ctx: Ctx, attempt: Attempt, route: Route): Promise<void> {
  const { id: attemptId } = attempt
  // Here, because whoever wrote down that it is late may have died on the next line.
  if (attempt.status === 'captured') await recordFinding(ctx, attemptId, 'paid_late')
  const again = await giveBack(ctx, attempt, route)
  const lookAfter = again === null ? null : new Date(ctx.now().getTime() + again)
  await ctx.db.update(attempts).set({ lookAfter }).where(eq(attempts.id, attemptId))
  if ((await getAttempt(ctx, attemptId)).status === 'refunded') {
    await closeFindings(ctx, attemptId, ['paid_late', 'refund_denied'], 'refunded')
  }
}

/** In how long it is looked at again; null when there is nothing more to do here. */
async function giveBack(ctx: Ctx, attempt: Attempt, route: Route): Promise<number | null> {
  if (attempt.status !== 'captured') return null
  if (ctx.now().getTime() - attempt.movedAt.getTime() >= TRIED_FOR_MS) return null
  const { id: attemptId } = attempt
  const refund = await refundAttempt(ctx, route, { attemptId })
  const outcome = refund.ok ? refund.value.state : refund.error.code
  log.warn('a payment that came beside its sale is given back', { attemptId, outcome })
  if (!refund.ok && refund.error.code === 'refund_refused') {
    const { said, saidCode: code } = refund.error
    const detail = { code, said: said.slice(code.length).trim(), amount: String(attempt.amount) }
    await recordFinding(ctx, attemptId, 'refund_denied', { key: 'late', detail })
  }
  if (outcome === 'acquirer_unreachable') return AGAIN_MS
  return outcome === 'done' ? null : DAY_MS
}
