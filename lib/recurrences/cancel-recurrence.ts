// lib/recurrences/cancel-recurrence.ts
import { and, eq, inArray } from 'drizzle-orm'
import { recurrenceCharges, recurrences } from '@/db/schema/recurrences'
import { resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { letCardGo } from './let-card-go'
import { moveCharge, moveRecurrence } from './move-recurrence'
import { returnHolds } from './return-holds'

export type CancelError = {
  readonly code: 'not_allowed' | 'recurrence_not_found' | 'recurrence_over'
}

/**
 * Nothing is charged after it. A charge that is with the acquirer at this moment is not called back:
 * its sale says what became of it, and can be refunded like any other.
 */
export async function cancelRecurrence(
  ctx: Ctx<'member'>,
  recurrenceId: Id<'recurrence'>,
): Promise<Result<null, CancelError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const [found] = await ctx.db
    .select({ status: recurrences.status })
    .from(recurrences)
    .where(and(eq(recurrences.id, recurrenceId), eq(recurrences.accountId, ctx.actor.accountId)))
  if (found === undefined) return err({ code: 'recurrence_not_found' })
  const { status: from } = found
  if (from !== 'active' && from !== 'past_due') return err({ code: 'recurrence_over' })
  const done = await ctx.db.transaction(async (tx) => {
    const set = { nextChargeOn: null }
    const move = { id: recurrenceId, from, to: 'canceled', told: 'canceled' } as const
    if (!(await moveRecurrence(ctx, tx, { ...move, set, payload: { why: 'shop' } }))) return false
    const open = await tx
      .select({ id: recurrenceCharges.id, status: recurrenceCharges.status })
      .from(recurrenceCharges)
      .where(
        and(
          eq(recurrenceCharges.recurrenceId, recurrenceId),
          inArray(recurrenceCharges.status, ['due', 'retrying']),
        ),
      )
    for (const { id, status } of open) {
      await moveCharge(ctx, tx, {
        id,
        recurrenceId,
        from: status,
        to: 'canceled',
        set: { retryOn: null },
      })
    }
    await letCardGo(ctx, tx, recurrenceId)
    await returnHolds(ctx, tx, recurrenceId)
    const resolver = ctx.actor.userId
    await resolveAlert(ctx, tx, { kind: 'recurrence_past_due', key: recurrenceId, resolver })
    await recordAudit(ctx, tx, { action: 'recurrence.canceled', subject: recurrenceId })
    return true
  })
  return done ? ok(null) : err({ code: 'recurrence_over' })
}
