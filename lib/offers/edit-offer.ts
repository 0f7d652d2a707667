// lib/offers/edit-offer.ts
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { mayNotEdit } from './may-not-edit'
import { OfferFields } from './offer-fields'
import { writeDraft } from './save-draft'
import { type NotWritten, whyNotWritten } from './why-not-written'

export const OfferId = z.string().transform((text) => text as Id<'offer'>)

/** When the draft was read last, as it was told then. */
export const ReadAt = z.iso.datetime().transform((text) => new Date(text))

export const EditOfferInput = z.object({
  offerId: OfferId,
  fields: OfferFields.partial(),
  /** Without it nobody is asked whether somebody else saved meanwhile. */
  readAt: ReadAt.optional(),
})
export type EditOfferInput = z.output<typeof EditOfferInput>

export type EditOfferError = NotWritten | { readonly code: 'not_allowed' }

/** Saves a draft, field by field, while the producer types. The page changes on publishing only. */
export async function editOffer(
  ctx: Ctx<'member' | 'api'>,
  { offerId, fields, readAt }: EditOfferInput,
): Promise<Result<{ editedAt: string }, EditOfferError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const draft = sql`coalesce(${offers.draft}, '{}'::jsonb) || ${JSON.stringify(fields)}::jsonb`
  const editedAt = await writeDraft(ctx, ctx.db, { offerId, draft, readAt })
  return editedAt === null ? err(await whyNotWritten(ctx, offerId)) : ok({ editedAt })
}
