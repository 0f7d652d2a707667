// lib/recurrences/move-recurrence.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  type ChargeStatus,
  type RecurrenceStatus,
  recurrenceCharges,
  recurrences,
} from '@/db/schema/recurrences'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { canMove } from '@/lib/kernel/machine'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { chargeMachine, recurrenceMachine } from './recurrence-status'

type Move = {
  readonly id: Id<'recurrence'>
  readonly from: RecurrenceStatus
  readonly to: RecurrenceStatus
  readonly set?: Partial<Omit<typeof recurrences.$inferInsert, 'status' | 'movedAt'>>
  /** Told with the fact `recurrence.<name>`. */
  readonly told: string
  readonly payload?: Readonly<Record<string, string>>
}

/** The one way a recurrence changes status: by compare-and-set, with its fact. */
export async function moveRecurrence(ctx: Ctx, tx: Tx, move: Move): Promise<boolean> {
  const { id, from, to, set, told, payload } = move
  invariant(canMove(recurrenceMachine, from, to), `recurrence ${from} -> ${to}`)
  const moved = await tx
    .update(recurrences)
    .set({ ...set, status: to, movedAt: ctx.now() })
    .where(
      and(
        eq(recurrences.id, id),
        eq(recurrences.accountId, ctx.actor.accountId),
        eq(recurrences.status, from),
      ),
    )
    .returning({ id: recurrences.id })
  if (moved.length === 0) return false
  const name = `recurrence.${told}`
  await recordFact(ctx, tx, { name, payload: { recurrenceId: id, ...payload } })
  return true
}

type ChargeMove = {
  readonly id: Id<'charge'>
  readonly recurrenceId: Id<'recurrence'>
  readonly from: ChargeStatus
  readonly to: ChargeStatus
  readonly set?: Partial<Omit<typeof recurrenceCharges.$inferInsert, 'status' | 'movedAt'>>
}

export async function moveCharge(ctx: Ctx, tx: Tx, move: ChargeMove): Promise<boolean> {
  const { id, recurrenceId, from, to, set } = move
  invariant(canMove(chargeMachine, from, to), `charge ${from} -> ${to}`)
  const moved = await tx
    .update(recurrenceCharges)
    .set({ ...set, status: to, movedAt: ctx.now() })
    .where(
      and(
        eq(recurrenceCharges.id, id),
        eq(recurrenceCharges.accountId, ctx.actor.accountId),
        eq(recurrenceCharges.status, from),
      ),
    )
    .returning({ id: recurrenceCharges.id })
  if (moved.length === 0) return false
  await recordFact(ctx, tx, {
    name: `recurrence_charge.${to}`,
    payload: { chargeId: id, recurrenceId },
  })
  return true
}
