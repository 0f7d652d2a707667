// lib/recurrences/activate.ts
import { and, eq } from 'drizzle-orm'
import { keptCards } from '@/db/schema/kept-cards'
import { recurrenceCharges } from '@/db/schema/recurrences'
import { sales } from '@/db/schema/sales'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Ctx } from '@/lib/platform/context'
import type { Sale } from '@/lib/sales/sale'
import { moveRecurrence } from './move-recurrence'
import { nextAfter, type Recurrence } from './next-charge'
import { findByKey } from './read-recurrence'

const APPROVED: readonly Sale['status'][] = ['authorized', 'paid']

/**
 * The first charge was approved: what was agreed begins. The checkout does it, and the fact of the
 * sale does it where nobody was left to; a second time it changes nothing.
 */
export async function activateBySale(ctx: Ctx, sale: Sale): Promise<Recurrence | null> {
  if (!APPROVED.includes(sale.status) || sale.source === 'recurrence') return null
  const found = await findByKey(ctx, sale.idempotencyKey)
  if (found === null || found.offerId !== sale.offerId) return null
  const { id, status: from } = found
  if (from !== 'signing_up' && from !== 'refused') return found
  // The day of the click that was paid, by the clocks of São Paulo: what is due next counts from it.
  const dueOn = found.firstChargeOn
  await ctx.db.transaction(async (tx) => {
    const nextChargeOn = nextAfter(found, 1, { dueOn, today: localDateOf(ctx.now()) })
    const set = { nextChargeOn, chargesPaid: 1 }
    const payload = { saleId: sale.id }
    const move = { id, from, to: 'active', told: 'activated' } as const
    if (!(await moveRecurrence(ctx, tx, { ...move, set, payload }))) return
    const at = ctx.now()
    await tx.insert(recurrenceCharges).values({
      id: ctx.newId('charge'),
      accountId: ctx.actor.accountId,
      ...{ recurrenceId: id, number: 1, dueOn, status: 'paid', saleId: sale.id, tries: 1 },
      ...{ createdAt: at, movedAt: at },
    })
    await tx.update(sales).set({ recurrenceId: id }).where(eq(sales.id, sale.id))
    await tx
      .update(keptCards)
      .set({ recurrenceId: id })
      .where(and(eq(keptCards.saleId, sale.id), eq(keptCards.use, 'recurrence')))
  })
  return findByKey(ctx, sale.idempotencyKey)
}
