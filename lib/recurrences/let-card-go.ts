// lib/recurrences/let-card-go.ts
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { keptCards } from '@/db/schema/kept-cards'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/**
 * Nothing is charged any more: the sweep forgets the card, at its acquirer too where it can; one that
 * is still being kept, as soon as it is.
 */
export async function letCardGo(ctx: Ctx, tx: Tx, id: Id<'recurrence'>): Promise<void> {
  await tx
    .update(keptCards)
    .set({
      usableUntil: ctx.now(),
      forgetAfter: sql`case when ${keptCards.status} = 'kept' then ${ctx.now().toISOString()}::timestamptz
        else ${keptCards.forgetAfter} end`,
    })
    .where(
      and(
        eq(keptCards.accountId, ctx.actor.accountId),
        eq(keptCards.recurrenceId, id),
        inArray(keptCards.status, ['keeping', 'kept']),
      ),
    )
}
