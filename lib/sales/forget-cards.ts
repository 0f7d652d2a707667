// lib/sales/forget-cards.ts
import { and, asc, eq, lte } from 'drizzle-orm'
import { keptCards } from '@/db/schema/kept-cards'
import { routeOf } from '@/lib/accounts/route-of'
import type { Ctx, Tools } from '@/lib/platform/context'
import { type KeptRow, moveKept } from './kept-card'

const BATCH = 100
/** Then our copy goes, whatever the acquirer holds: a token that we do not have charges nobody. */
const TRIES_MAX = 3
const PAUSE_MS = 10 * 60_000

/** Cards whose use is over, or that nobody finished keeping. */
export const listToForget = ({ db, now }: Pick<Tools, 'db' | 'now'>): Promise<KeptRow[]> =>
  db
    .select()
    .from(keptCards)
    .where(lte(keptCards.forgetAfter, now()))
    .orderBy(asc(keptCards.forgetAfter))
    .limit(BATCH)

/** At the acquirer where it can, and here in any case. */
export async function forgetCard(ctx: Ctx, row: KeptRow): Promise<void> {
  if (row.status === 'keeping') {
    await moveKept(ctx, row, { to: 'failed', set: { forgetAfter: null } })
    return
  }
  if (row.sealedToken === null) return
  const route = await routeOf(ctx, row)
  const answer = await route.forgetCard(ctx, ctx.keyring.openText(row.sealedToken))
  const unheard = answer.kind === 'unknown' || answer.kind === 'refused'
  if (unheard && row.forgetTries + 1 < TRIES_MAX) {
    const forgetAfter = new Date(ctx.now().getTime() + PAUSE_MS)
    await ctx.db
      .update(keptCards)
      .set({ forgetAfter, forgetTries: row.forgetTries + 1 })
      .where(and(eq(keptCards.id, row.id), eq(keptCards.status, row.status)))
    return
  }
  await moveKept(ctx, row, { to: 'forgotten', set: { sealedToken: null, forgetAfter: null } })
}
