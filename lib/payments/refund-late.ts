// lib/payments/refund-late.ts
import { eq } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import type { Attempt } from './open-operation'
import { refundAttempt } from './refund-attempt'
import type { Route } from './route'

const AGAIN_MS = 10 * 60_000

/**
 * What was paid beside its sale goes back by itself. A refusal is a person's to look at, the finding
 * is there; an acquirer out of reach is asked again.
 */
export async function refundLate(ctx: Ctx, attempt: Attempt, route: Route): Promise<void> {
  const { id: attemptId } = attempt
  const refund = await refundAttempt(ctx, route, { attemptId })
  const again = !refund.ok && refund.error.code === 'acquirer_unreachable'
  const lookAfter = again ? new Date(ctx.now().getTime() + AGAIN_MS) : null
  await ctx.db.update(attempts).set({ lookAfter }).where(eq(attempts.id, attemptId))
  const outcome = refund.ok ? refund.value.state : refund.error.code
  log.warn('a payment that came beside its sale is given back', { attemptId, outcome })
}
