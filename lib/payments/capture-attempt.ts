// lib/payments/capture-attempt.ts
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { getAttempt, isUnderWay } from './find-attempt'
import { operateAttempt, type Progress } from './operate-attempt'
import { closeFindings } from './record-finding'
import { settleOpen } from './repair-attempt'
import type { Route } from './route'
import { type Said, saidOf } from './said'

export type CaptureError =
  | { readonly code: 'not_authorized' }
  | { readonly code: 'amount_too_large' }
  | { readonly code: 'capture_too_late' }
  | { readonly code: 'capture_under_way' | 'void_under_way' }
  | ({ readonly code: 'capture_refused' } & Said)
  | { readonly code: 'acquirer_unreachable' }

type Wanted = {
  readonly attemptId: Id<'attempt'>
  readonly amount?: Centavos
  readonly note?: string | undefined
}

/** A person's capture of what was authorised by hand: all of it, or a part once. */
export async function captureAttempt(
  ctx: Ctx,
  route: Route,
  { attemptId, amount, note }: Wanted,
): Promise<Result<{ readonly state: Progress }, CaptureError>> {
  await settleOpen(ctx, attemptId, route)
  const attempt = await getAttempt(ctx, attemptId)
  const { acquirerId, status, captureBy } = attempt
  if (status !== 'authorized' || acquirerId === null) return err({ code: 'not_authorized' })
  if (captureBy !== null && captureBy < ctx.now()) return err({ code: 'capture_too_late' })
  const asked = amount ?? attempt.amount
  if (asked > attempt.amount || asked <= 0) return err({ code: 'amount_too_large' })

  const approved = { ...attempt, acquirerId }
  const answer = await operateAttempt(ctx, route, approved, 'capture', { amount: asked, note })
  if (answer === 'fenced') {
    const letGo = await isUnderWay(ctx, attemptId, 'void')
    return err({ code: letGo ? 'void_under_way' : 'capture_under_way' })
  }
  switch (answer.kind) {
    case 'done':
      await closeFindings(ctx, attemptId, ['capture_due', 'capture_refused'], 'captured')
      return ok({ state: 'done' })
    case 'unknown':
      return ok({ state: 'pending' })
    case 'refused':
      return err({ code: 'capture_refused', ...saidOf(answer.refusal) })
    case 'not_sent':
      return err({ code: 'acquirer_unreachable' })
  }
}
