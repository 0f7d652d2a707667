// lib/recurrences/give-up.ts
import { raiseAlert } from '@/lib/alerts/raise-alert'
import type { Ctx } from '@/lib/platform/context'
import { moveCharge, moveRecurrence } from './move-recurrence'
import type { ChargeOf } from './read-recurrence'
import { returnHolds } from './return-holds'

/** `no_card`: none is kept. `brand_limit`: no more tries are allowed. The rest are classes of refusals. */
export type GivenUp = 'no_card' | 'brand_limit' | 'tries' | 'card'

/** Nothing more is tried with this card: the producer is told, and the buyer has to bring another. */
export function giveUp(ctx: Ctx, { charge, recurrence }: ChargeOf, reason: GivenUp): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    const { id, status: from, saleId } = charge
    const move = { id, recurrenceId: recurrence.id, from, to: 'failed' } as const
    if (!(await moveCharge(ctx, tx, { ...move, set: { reason, retryOn: null } }))) return
    await returnHolds(ctx, tx, recurrence.id)
    if (recurrence.status !== 'active') return
    await moveRecurrence(ctx, tx, {
      id: recurrence.id,
      ...{ from: 'active', to: 'past_due', told: 'overdue' },
      payload: { chargeId: id, reason, ...(saleId && { saleId }) },
    })
    await raiseAlert(ctx, tx, {
      kind: 'recurrence_past_due',
      key: recurrence.id,
      detail: { recurrenceId: recurrence.id, product: recurrence.product, why: reason },
    })
  })
}
