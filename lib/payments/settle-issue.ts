// lib/payments/settle-issue.ts
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type AttemptStatus, attempts, operations, type Voucher } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import type { Issued } from './acquirer'
import { ATTEMPT_AFTER } from './attempt-status'
import { type Learned, moveAttempt } from './move-attempt'
import { FIRST_LOOK_MS } from './next-look'
import type { OpenOperation } from './open-operation'
import type { Answer } from './outcome'

/** What a search tells of one: its code only where the acquirer says it again. */
export type FoundIssue = Omit<Issued, 'voucher' | 'expiresAt' | 'amount'> & {
  readonly voucher: Voucher | null
  readonly expiresAt?: Date
}

type Settlement = {
  readonly operation: OpenOperation
  readonly attemptIs: AttemptStatus
  readonly answer: Answer<FoundIssue>
  /** How long the acquirer took; absent when nobody waited for it. */
  readonly durationMs?: number
}

/** Writes what was learned, once: false when somebody else learned it first. */
export function settleIssue(ctx: Ctx, settlement: Settlement): Promise<boolean> {
  const { operation, attemptIs, answer, durationMs } = settlement
  const to = ATTEMPT_AFTER.issue[answer.kind]
  return ctx.db.transaction(async (tx) => {
    const settled = await tx
      .update(operations)
      .set({
        status: answer.kind,
        said: answer,
        answeredAt: ctx.now(),
        ...(answer.kind !== 'unknown' && { askAfter: null }),
      })
      .where(
        and(
          eq(operations.id, operation.id),
          inArray(operations.status, ['sending', 'unknown']),
          // As of a card: judged by a status that is no longer so, it is the next look's.
          sql`exists (select 1 from ${attempts} where id = ${operation.attemptId} and status = ${attemptIs})`,
        ),
      )
      .returning({ id: operations.id })
    if (settled.length === 0) return false
    if (to === undefined || to === attemptIs) return true
    const learned = {
      // Believed absent because a search said so: its reference is looked for once more, later.
      ...(answer.kind === 'not_sent' && durationMs === undefined && { strayCheckedAt: null }),
      ...learnedFrom(ctx, answer),
      ...(durationMs !== undefined && { durationMs }),
    }
    return moveAttempt(ctx, tx, { id: operation.attemptId, from: attemptIs, to, learned })
  })
}

function learnedFrom(ctx: Ctx, answer: Answer<FoundIssue>): Learned {
  if (answer.kind === 'refused') {
    const { code, reason } = answer.refusal
    return { lr: code, returnCode: code, reason }
  }
  if (answer.kind !== 'done') return {}
  const { acquirerId, tid, nsu, returnCode, voucher, expiresAt } = answer.value
  return {
    ...{ acquirerId, tid, nsu, returnCode, voucher },
    ...(expiresAt !== undefined && { expiresAt }),
    lookAfter: new Date(ctx.now().getTime() + FIRST_LOOK_MS),
  }
}
