// lib/offers/archive-offer.ts
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { type AuditAction, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { OfferId } from './edit-offer'
import { mayNotEdit } from './may-not-edit'

/** What changes whether an offer is sold, and nothing of what it says. */
export const OFFER_MOVES = ['archive', 'unarchive', 'pause', 'resume'] as const
export type OfferMove = (typeof OFFER_MOVES)[number]

export const MoveOfferInput = z.object({ offerId: OfferId, move: z.enum(OFFER_MOVES) })

type Deed = Extract<AuditAction, `offer.${string}`>

const DEED: Readonly<Record<OfferMove, Deed>> = {
  archive: 'offer.archived',
  unarchive: 'offer.unarchived',
  pause: 'offer.paused',
  resume: 'offer.resumed',
}

/** From where each one may start: two people who press at once do it once. */
const FROM = {
  archive: isNull(offers.archivedAt),
  unarchive: isNotNull(offers.archivedAt),
  pause: and(eq(offers.state, 'published'), isNull(offers.archivedAt)),
  resume: and(eq(offers.state, 'paused'), isNull(offers.archivedAt)),
} as const

export type MoveOfferError = {
  readonly code: 'not_allowed' | 'offer_not_found' | 'offer_moved'
}

/**
 * Put away: the page and the checkout are gone, the sales and figures stay. Paused: the same for a
 * while, and the offer keeps its place among the others.
 */
export async function moveOffer(
  ctx: Ctx<'member' | 'api'>,
  { offerId, move }: z.output<typeof MoveOfferInput>,
): Promise<Result<{ code: string }, MoveOfferError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const own = and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId))
  const code = await ctx.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(offers)
      .set(changeOf(ctx, move))
      .where(and(own, FROM[move]))
      .returning({ code: offers.code })
    if (moved === undefined) return null
    await recordFact(ctx, tx, { name: DEED[move], payload: { offerId } })
    await recordAudit(ctx, tx, { action: DEED[move], subject: offerId })
    return moved.code
  })
  return code === null ? err({ code: await whyNotMoved(ctx, offerId) }) : ok({ code })
}

function changeOf(ctx: Ctx<'member' | 'api'>, move: OfferMove) {
  switch (move) {
    case 'archive':
      return { archivedAt: ctx.now() }
    case 'unarchive':
      return { archivedAt: null }
    case 'pause':
      return { state: 'paused' as const }
    case 'resume':
      return { state: 'published' as const }
  }
}

async function whyNotMoved(ctx: Ctx<'member' | 'api'>, offerId: Id<'offer'>) {
  const found = await ctx.db
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId)))
  return found.length === 0 ? 'offer_not_found' : 'offer_moved'
}
