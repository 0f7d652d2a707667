// lib/payments/refund-attempt.ts
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { lockAttempt } from './find-attempt'
import { openOperation } from './open-operation'
import { sendOperation } from './operate-attempt'
import { settleOpen } from './repair-attempt'
import type { Route } from './route'

export type RefundError =
  | { readonly code: 'not_captured' }
  | { readonly code: 'nothing_left' }
  | { readonly code: 'amount_too_large'; readonly left: Centavos }
  /** An earlier one is not answered yet, and is asked about before the next is sent. */
  | { readonly code: 'refund_under_way' }
  | { readonly code: 'refund_refused'; readonly said: string }
  | { readonly code: 'acquirer_unreachable' }

export type Refunded = {
  /** `pending`: sent and not answered; it is asked about until known, never sent twice. */
  readonly state: 'done' | 'pending'
  readonly amount: Centavos
}

/** Cielo checks the balance between two requests for one sale. */
const PAUSE_MS = 5_000

/**
 * Gives money back, all of it or a part, to the acquirer and the credentials it came through. The
 * row is locked while the sum is checked, so that two people together cannot give back too much.
 */
export async function refundAttempt(
  ctx: Ctx,
  route: Route,
  { attemptId, amount }: { readonly attemptId: Id<'attempt'>; readonly amount?: Centavos },
): Promise<Result<Refunded, RefundError>> {
  await settleOpen(ctx, attemptId, route)
  await pause(ctx, attemptId)
  const opened = await open(ctx, attemptId, amount)
  if (!opened.ok) return opened

  const { attempt, operation, amount: asked } = opened.value
  const sent = { attempt, operation, kind: 'refund', amount: asked } as const
  const answer = await sendOperation(ctx, route, sent)
  switch (answer.kind) {
    case 'done':
      return ok({ state: 'done', amount: asked })
    case 'unknown':
      return ok({ state: 'pending', amount: asked })
    case 'refused': {
      const { code, message } = answer.refusal
      return err({ code: 'refund_refused', said: `${code} ${message}`.trim() })
    }
    case 'not_sent':
      return err({ code: 'acquirer_unreachable' })
  }
}

function open(ctx: Ctx, attemptId: Id<'attempt'>, amount: Centavos | undefined) {
  return ctx.db.transaction(async (tx) => {
    const attempt = await lockAttempt(ctx, tx, attemptId)
    const { acquirerId, status, capturedAmount, refundedAmount } = attempt
    if (status === 'refunded') return err({ code: 'nothing_left' })
    if (status !== 'captured' || acquirerId === null) return err({ code: 'not_captured' })
    const left = centavos(capturedAmount - refundedAmount)
    const asked = amount ?? left
    if (asked > left || asked <= 0) return err({ code: 'amount_too_large', left })
    const operation = await openOperation(ctx, tx, { attempt, kind: 'refund', amount: asked })
    if (operation === null) return err({ code: 'refund_under_way' })
    return ok({ attempt: { ...attempt, acquirerId }, operation, amount: asked })
  })
}

async function pause(ctx: Ctx, attemptId: Id<'attempt'>) {
  const [last] = await ctx.db
    .select({ answeredAt: operations.answeredAt })
    .from(operations)
    .where(
      and(
        eq(operations.attemptId, attemptId),
        eq(operations.kind, 'refund'),
        isNotNull(operations.answeredAt),
      ),
    )
    .orderBy(desc(operations.id))
    .limit(1)
  const sinceMs = last?.answeredAt ? ctx.now().getTime() - last.answeredAt.getTime() : PAUSE_MS
  if (sinceMs < PAUSE_MS) await ctx.wait(PAUSE_MS - sinceMs)
}
