// lib/offers/duplicate-offer.ts
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { OfferId } from './edit-offer'
import { insertOffer } from './insert-offer'
import { mayNotEdit } from './may-not-edit'
import { type OfferFieldName, OfferFields } from './offer-fields'
import { editedFields } from './read-draft'

export const DuplicateOfferInput = z.object({
  offerId: OfferId,
  /** What the copy is called; the words for "copy of" are the language's. */
  title: OfferFields.shape.title,
})

export type DuplicateOfferError = { readonly code: 'not_allowed' | 'offer_not_found' }

/** A draft that says and charges the same. Code, links, sales, coupons and places stay with the first. */
export async function duplicateOffer(
  ctx: Ctx<'member' | 'api'>,
  { offerId, title }: z.output<typeof DuplicateOfferInput>,
): Promise<Result<{ id: Id<'offer'>; code: string }, DuplicateOfferError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const [source] = await ctx.db
    .select()
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId)))
  if (source === undefined) return err({ code: 'offer_not_found' })
  const draft = { ...keepable(editedFields(source)), title }
  const { minInstallment, methods } = source
  return ok(
    await insertOffer(
      ctx,
      { title, draft, minInstallment, methods },
      { action: 'offer.duplicated', details: { from: offerId } },
    ),
  )
}

/** The fields that may still be what they were: what the product takes no more is left to its default. */
export const keepable = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    (Object.keys(OfferFields.shape) as OfferFieldName[]).flatMap((name) => {
      const read = OfferFields.shape[name].safeParse(fields[name])
      return read.success ? [[name, read.data]] : []
    }),
  )
