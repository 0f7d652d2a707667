// lib/payments/void-attempt.ts
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { getAttempt, isUnderWay } from './find-attempt'
import { operateAttempt, type Progress } from './operate-attempt'
import { closeFindings } from './record-finding'
import { settleOpen } from './repair-attempt'
import type { Route } from './route'
import { type Said, saidOf } from './said'

export type VoidError =
  | { readonly code: 'not_authorized' }
  | { readonly code: 'void_under_way' | 'capture_under_way' }
  | ({ readonly code: 'void_refused' } & Said)
  | { readonly code: 'acquirer_unreachable' }

/** Lets an authorisation go that was not captured. What was captured is refunded instead. */
export async function voidAttempt(
  ctx: Ctx,
  route: Route,
  attemptId: Id<'attempt'>,
  { note }: { readonly note?: string | undefined } = {},
): Promise<Result<{ readonly state: Progress }, VoidError>> {
  await settleOpen(ctx, attemptId, route)
  const attempt = await getAttempt(ctx, attemptId)
  const { acquirerId, status } = attempt
  if (status !== 'authorized' || acquirerId === null) return err({ code: 'not_authorized' })

  const answer = await operateAttempt(ctx, route, { ...attempt, acquirerId }, 'void', { note })
  if (answer === 'fenced') {
    const taken = await isUnderWay(ctx, attemptId, 'capture')
    return err({ code: taken ? 'capture_under_way' : 'void_under_way' })
  }
  switch (answer.kind) {
    case 'done':
      await closeFindings(ctx, attemptId, ['capture_due', 'capture_refused'], 'voided')
      return ok({ state: answer.value.later === true ? 'processing' : 'done' })
    case 'unknown':
      return ok({ state: 'pending' })
    case 'refused':
      return err({ code: 'void_refused', ...saidOf(answer.refusal) })
    case 'not_sent':
      return err({ code: 'acquirer_unreachable' })
  }
}
