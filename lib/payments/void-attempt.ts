// lib/payments/void-attempt.ts
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { getAttempt, isUnderWay } from './find-attempt'
import { operateAttempt } from './operate-attempt'
import { settleOpen } from './repair-attempt'
import type { Route } from './route'

export type VoidError =
  | { readonly code: 'not_authorized' }
  | { readonly code: 'void_under_way' | 'capture_under_way' }
  | { readonly code: 'void_refused'; readonly said: string }
  | { readonly code: 'acquirer_unreachable' }

/** Lets an authorisation go that was not captured. What was captured is refunded instead. */
export async function voidAttempt(
  ctx: Ctx,
  route: Route,
  attemptId: Id<'attempt'>,
): Promise<Result<{ readonly state: 'done' | 'pending' }, VoidError>> {
  await settleOpen(ctx, attemptId, route)
  const attempt = await getAttempt(ctx, attemptId)
  const { acquirerId, status } = attempt
  if (status !== 'authorized' || acquirerId === null) return err({ code: 'not_authorized' })

  const answer = await operateAttempt(ctx, route, { ...attempt, acquirerId }, 'void')
  if (answer === 'fenced') {
    const taken = await isUnderWay(ctx, attemptId, 'capture')
    return err({ code: taken ? 'capture_under_way' : 'void_under_way' })
  }
  switch (answer.kind) {
    case 'done':
      return ok({ state: 'done' })
    case 'unknown':
      return ok({ state: 'pending' })
    case 'refused': {
      const { code, message } = answer.refusal
      return err({ code: 'void_refused', said: `${code} ${message}`.trim() })
    }
    case 'not_sent':
      return err({ code: 'acquirer_unreachable' })
  }
}
