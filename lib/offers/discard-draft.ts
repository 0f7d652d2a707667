// lib/offers/discard-draft.ts
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { OfferId } from './edit-offer'
import { mayNotEdit } from './may-not-edit'
import { writeDraft } from './save-draft'

export const DiscardDraftInput = z.object({ offerId: OfferId })

export type DiscardDraftError = {
  readonly code: 'not_allowed' | 'offer_not_found' | 'never_published'
}

/** Back to what is public. What was never published has nothing to go back to. */
export async function discardDraft(
  ctx: Ctx<'member' | 'api'>,
  { offerId }: z.output<typeof DiscardDraftInput>,
): Promise<Result<{ editedAt: string }, DiscardDraftError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const [offer] = await ctx.db
    .select({ publishedAt: offers.publishedAt })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId)))
  if (offer === undefined) return err({ code: 'offer_not_found' })
  if (offer.publishedAt === null) return err({ code: 'never_published' })
  const editedAt = await ctx.db.transaction(async (tx) => {
    const saved = await writeDraft(ctx, tx, { offerId, draft: sql`null`, readAt: undefined })
    if (saved !== null) {
      await recordAudit(ctx, tx, { action: 'offer.draft_discarded', subject: offerId })
    }
    return saved
  })
  return editedAt === null ? err({ code: 'offer_not_found' }) : ok({ editedAt })
}
