// lib/payments/capture-attempt.ts
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { getAttempt, isUnderWay } from './find-attempt'
import { operateAttempt } from './operate-attempt'
import { settleOpen } from './repair-attempt'
import type { Route } from './route'

export type CaptureError =
  | { readonly code: 'not_authorized' }
  | { readonly code: 'amount_too_large' }
  | { readonly code: 'capture_too_late' }
  | { readonly code: 'capture_under_way' | 'void_under_way' }
  | { readonly code: 'capture_refused'; readonly said: string }
  | { readonly code: 'acquirer_unreachable' }

/** A person's capture of what was authorised by hand: all of it, or a part once. */
export async function captureAttempt(
  ctx: Ctx,
  route: Route,
  { attemptId, amount }: { readonly attemptId: Id<'attempt'>; readonly amount?: Centavos },
): Promise<Result<{ readonly state: 'done' | 'pending' }, CaptureError>> {
  await settleOpen(ctx, attemptId, route)
  const attempt = await getAttempt(ctx, attemptId)
  const { acquirerId, status, captureBy } = attempt
  if (status !== 'authorized' || acquirerId === null) return err({ code: 'not_authorized' })
  if (captureBy !== null && captureBy < ctx.now()) return err({ code: 'capture_too_late' })
  const asked = amount ?? attempt.amount
  if (asked > attempt.amount || asked <= 0) return err({ code: 'amount_too_large' })

  const answer = await operateAttempt(ctx, route, { ...attempt, acquirerId }, 'capture', asked)
  if (answer === 'fenced') {
    const letGo = await isUnderWay(ctx, attemptId, 'void')
    return err({ code: letGo ? 'void_under_way' : 'capture_under_way' })
  }
  switch (answer.kind) {
    case 'done':
      return ok({ state: 'done' })
    case 'unknown':
      return ok({ state: 'pending' })
    case 'refused': {
      const { code, message } = answer.refusal
      return err({ code: 'capture_refused', said: `${code} ${message}`.trim() })
    }
    case 'not_sent':
      return err({ code: 'acquirer_unreachable' })
  }
}
