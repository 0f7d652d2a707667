// lib/payments/refund-attempt.ts
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { attempts, operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { lockAttempt } from './find-attempt'
import { type Attempt, openOperation } from './open-operation'
import { type Progress, sendOperation } from './operate-attempt'
import { settleOpen } from './repair-attempt'
import type { Route } from './route'
import { type Said, saidOf } from './said'

export type RefundError =
  | { readonly code: 'not_captured' }
  | { readonly code: 'nothing_left' }
  | { readonly code: 'amount_too_large'; readonly left: Centavos }
  /** An earlier one is not answered yet, and is asked about before the next is sent. */
  | { readonly code: 'refund_under_way' }
  | ({ readonly code: 'refund_refused' } & Said)
  | { readonly code: 'acquirer_unreachable' }

export type Refunded = {
  readonly state: Progress
  readonly amount: Centavos
}

type Wanted = {
  readonly attemptId: Id<'attempt'>
  readonly amount?: Centavos
  /** Why, as the person said. */
  readonly note?: string | undefined
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
  wanted: Wanted,
): Promise<Result<Refunded, RefundError>> {
  const { attemptId } = wanted
  await settleOpen(ctx, attemptId, route)
  await pause(ctx, attemptId)
  const opened = await open(ctx, wanted)
  if (!opened.ok) return opened

  const { attempt, operation, amount } = opened.value
  const sent = { attempt, operation, kind: 'refund', amount } as const
  const answer = await sendOperation(ctx, route, sent)
  switch (answer.kind) {
    case 'done':
      return ok({ state: answer.value.later === true ? 'processing' : 'done', amount })
    case 'unknown':
      return ok({ state: 'pending', amount })
    case 'refused':
      return err({ code: 'refund_refused', ...saidOf(answer.refusal) })
    case 'not_sent':
      return err({ code: 'acquirer_unreachable' })
  }
}

/** What was given back and what is on its way are no longer there to be asked for. */
export const leftOf = (
  attempt: Pick<Attempt, 'capturedAmount' | 'refundedAmount' | 'refundingAmount'>,
) => centavos(attempt.capturedAmount - attempt.refundedAmount - attempt.refundingAmount)

function open(ctx: Ctx, { attemptId, amount, note }: Wanted) {
  return ctx.db.transaction(async (tx) => {
    const attempt = await lockAttempt(ctx, tx, attemptId)
    const { acquirerId, status } = attempt
    if (status === 'refunded') return err({ code: 'nothing_left' })
    if (status !== 'captured' || acquirerId === null) return err({ code: 'not_captured' })
    const left = leftOf(attempt)
    const asked = amount ?? left
    if (await isNameless(tx, attemptId)) return err({ code: 'refund_under_way' })
    if (left <= 0 && amount === undefined) {
      return err({ code: attempt.refundingAmount > 0 ? 'refund_under_way' : 'nothing_left' })
    }
    if (asked > left || asked <= 0) return err({ code: 'amount_too_large', left })
    const intended = { attempt, kind: 'refund', amount: asked, note } as const
    const operation = await openOperation(ctx, tx, intended)
    if (operation === null) return err({ code: 'refund_under_way' })
    await tx
      .update(attempts)
      .set({ refundingAmount: sql`${attempts.refundingAmount} + ${String(asked)}::bigint` })
      .where(eq(attempts.id, attemptId))
    return ok({ attempt: { ...attempt, acquirerId }, operation, amount: asked })
  })
}

/** On its way without a name of the acquirer's: a second one could not be told from it. */
async function isNameless(tx: Tx, attemptId: Id<'attempt'>): Promise<boolean> {
  const rows = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.attemptId, attemptId),
        eq(operations.kind, 'refund'),
        eq(operations.status, 'processing'),
        isNull(operations.refundId),
      ),
    )
    .limit(1)
  return rows.length > 0
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
