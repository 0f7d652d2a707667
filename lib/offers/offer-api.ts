// lib/offers/offer-api.ts
import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { OFFER_STATES, offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { ReadAt } from './edit-offer'
import { OfferFields } from './offer-fields'
import { changedFields, editedFields, type OfferRecord, publishedFields } from './read-draft'

/** What the REST API takes and gives of offers. Public: a change of it is a breaking change. */
export const OfferIdParam = z
  .string()
  .regex(/^ofr_\w{25}$/)
  .transform((text) => text as Id<'offer'>)

export const OffersQuery = z.strictObject({
  state: z.enum(OFFER_STATES).optional(),
  archived: z.enum(['true', 'false']).default('false'),
  cursor: OfferIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** A name, and whatever else is known: the rest has its defaults. */
export const CreateOfferBody = z.strictObject({
  ...OfferFields.partial().shape,
  title: OfferFields.shape.title,
})

/** The fields to change, and, to write over nobody, the `editedAt` they were read at. */
export const EditOfferBody = z.strictObject({
  ...OfferFields.partial().shape,
  editedAt: ReadAt.optional(),
})

export const PublishOfferBody = z.strictObject({ editedAt: ReadAt.optional() })
export const DuplicateOfferBody = z.strictObject({ title: OfferFields.shape.title })

export const toOfferJson = (offer: OfferRecord, appUrl: string) => ({
  id: offer.id,
  code: offer.code,
  state: offer.state,
  archived: offer.archivedAt !== null,
  pageUrl: new URL(`/o/${offer.code}`, appUrl).href,
  /** What the next publication would make public. */
  draft: editedFields(offer),
  /** What is public now; null before the first publication. */
  published: offer.publishedAt === null ? null : publishedFields(offer),
  /** Names of the fields that publishing would change. */
  changed: changedFields(offer),
  createdAt: offer.createdAt.toISOString(),
  editedAt: offer.editedAt.toISOString(),
  publishedAt: offer.publishedAt?.toISOString() ?? null,
  archivedAt: offer.archivedAt?.toISOString() ?? null,
})

export async function listOfferRecords(
  { db, actor }: Ctx<'api'>,
  { state, archived, cursor, limit }: z.output<typeof OffersQuery>,
): Promise<{ rows: readonly OfferRecord[]; next: Id<'offer'> | null }> {
  const found = await db
    .select()
    .from(offers)
    .where(
      and(
        eq(offers.accountId, actor.accountId),
        archived === 'true' ? isNotNull(offers.archivedAt) : isNull(offers.archivedAt),
        state && eq(offers.state, state),
        cursor && lt(offers.id, cursor),
      ),
    )
    .orderBy(desc(offers.id)) // ids sort by age
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

export async function findOfferRecord(
  { db, actor }: Ctx<'api'>,
  id: Id<'offer'>,
): Promise<OfferRecord | null> {
  const [offer] = await db
    .select()
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.accountId, actor.accountId)))
  return offer ?? null
}
