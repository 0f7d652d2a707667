// lib/offers/edit-offer.ts
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { mayNotEdit } from './may-not-edit'
import { OfferFields } from './offer-fields'

export const EditOfferInput = z.object({
  offerId: z.string().transform((text) => text as Id<'offer'>),
  fields: OfferFields.partial(),
})
export type EditOfferInput = z.output<typeof EditOfferInput>

/** Saves a draft, field by field, while the producer types. The page changes on publishing only. */
export async function editOffer(
  ctx: Ctx<'member' | 'api'>,
  { offerId, fields }: EditOfferInput,
): Promise<Result<{ editedAt: string }, { code: 'offer_not_found' | 'not_allowed' }>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const editedAt = ctx.now()
  const saved = await ctx.db
    .update(offers)
    .set({
      draft: sql`coalesce(${offers.draft}, '{}'::jsonb) || ${JSON.stringify(fields)}::jsonb`,
      editedAt,
    })
    .where(and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId)))
    .returning({ id: offers.id })
  return saved.length === 0
    ? err({ code: 'offer_not_found' })
    : ok({ editedAt: editedAt.toISOString() })
}
