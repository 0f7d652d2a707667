// lib/offers/turn-offers.ts
import { asc, eq, lte } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'

const BATCH = 200

type Window = { readonly startsAt: Date | null; readonly endsAt: Date | null }

/** When it opens or ends next, counted from an instant; null when it never does again. */
export function nextTurn({ startsAt, endsAt }: Window, after: Date): Date | null {
  if (startsAt !== null && startsAt > after) return startsAt // Never after its end: see `wholeIssues`.
  return endsAt !== null && endsAt > after ? endsAt : null
}

/** Published offers whose hour has come. */
export const listOffersToTurn = ({ db, now }: Pick<Tools, 'db' | 'now'>) =>
  db
    .select({ id: offers.id, accountId: offers.accountId })
    .from(offers)
    .where(lte(offers.turnsAt, now()))
    .orderBy(asc(offers.turnsAt))
    .limit(BATCH)

/** Says that it opened, or that it is over, once for each: its page is made anew. */
export function turnOffer(ctx: Ctx, id: Id<'offer'>): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    const at = ctx.now()
    const [offer] = await tx.select().from(offers).where(eq(offers.id, id)).for('update')
    if (offer === undefined || offer.turnsAt === null || offer.turnsAt > at) return
    const isOver = offer.endsAt !== null && offer.endsAt <= at
    await tx
      .update(offers)
      .set({ turnsAt: nextTurn(offer, at) })
      .where(eq(offers.id, id))
    const name = isOver ? 'offer.ended' : 'offer.opened'
    await recordFact(ctx, tx, { name, payload: { offerId: id } })
  })
}
