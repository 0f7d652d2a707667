// lib/recurrences/follow-first.ts
import type { Ctx } from '@/lib/platform/context'
import type { Sale } from '@/lib/sales/sale'
import { activateBySale } from './activate'
import { letCardGo } from './let-card-go'
import { moveRecurrence } from './move-recurrence'
import { getRecurrence } from './read-recurrence'

/**
 * What became of the sale that a sign-up made. Approved, what was agreed begins. Let go before anybody
 * took it, a held card that was given up or lapsed, nothing was ever paid: then nothing more is charged.
 */
export async function followFirstSale(ctx: Ctx, sale: Sale): Promise<void> {
  const { status, paidAt, recurrenceId } = sale
  const isLetGo = status === 'canceled' || status === 'expired'
  if (!isLetGo || paidAt !== null || recurrenceId === null) {
    await activateBySale(ctx, sale)
    return
  }
  const { status: from } = await getRecurrence(ctx, recurrenceId)
  if (from !== 'active' && from !== 'past_due') return
  await ctx.db.transaction(async (tx) => {
    const set = { nextChargeOn: null, chargesPaid: 0 }
    const payload = { why: 'never_paid', saleId: sale.id }
    const move = { id: recurrenceId, from, to: 'canceled', told: 'canceled' } as const
    if (await moveRecurrence(ctx, tx, { ...move, set, payload })) {
      await letCardGo(ctx, tx, recurrenceId)
    }
  })
}
