// lib/recurrences/let-card-go.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { keptCards } from '@/db/schema/kept-cards'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** Nothing is charged any more: the sweep forgets the card, at its acquirer too where it can. */
export async function letCardGo(ctx: Ctx, tx: Tx, id: Id<'recurrence'>): Promise<void> {
  await tx
    .update(keptCards)
    .set({ forgetAfter: ctx.now() })
    .where(
      and(
        eq(keptCards.accountId, ctx.actor.accountId),
        eq(keptCards.recurrenceId, id),
        eq(keptCards.status, 'kept'),
      ),
    )
}
