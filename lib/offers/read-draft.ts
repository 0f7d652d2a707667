// lib/offers/read-draft.ts
import { isDeepStrictEqual } from 'node:util'
import type { offers } from '@/db/schema/offers'
import { everyBlock } from './content-fields'
import { type OfferFieldName, OfferFields } from './offer-fields'

export type OfferRecord = typeof offers.$inferSelect

const NAMES = Object.keys(OfferFields.shape) as readonly OfferFieldName[]

/** What was published, field by field. A price is missing until the first publication. */
export type PublishedFields = Omit<OfferFields, 'price' | 'guaranteeDays'> & {
  readonly price: OfferFields['price'] | null
  readonly guaranteeDays: number
}

/** A row's columns are its fields, but for instants, which a draft keeps as text. */
export const publishedFields = (offer: OfferRecord): PublishedFields => {
  const own = Object.fromEntries(NAMES.map((name) => [name, offer[name]])) as PublishedFields
  return {
    ...own,
    blocks: everyBlock(offer.blocks),
    startsAt: offer.startsAt?.toISOString() ?? null,
    endsAt: offer.endsAt?.toISOString() ?? null,
  }
}

/** As the columns take them. */
export const columnsOf = ({ startsAt, endsAt, ...fields }: OfferFields) => ({
  ...fields,
  plan: fields.kind === 'recurring' ? fields.plan : null,
  startsAt: startsAt === null ? null : new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
})

/** The draft over what was published: what the editor shows and the next publication checks. */
export const editedFields = (offer: OfferRecord): PublishedFields => ({
  ...publishedFields(offer),
  ...(offer.draft as Partial<PublishedFields> | null),
})

/** What publishing would change. Before the first publication that is everything, so nothing is. */
export function changedFields(offer: OfferRecord): readonly OfferFieldName[] {
  if (offer.publishedAt === null || offer.draft === null) return []
  return differing(publishedFields(offer), editedFields(offer))
}

export const differing = (
  before: Partial<PublishedFields>,
  after: Partial<PublishedFields>,
): readonly OfferFieldName[] =>
  NAMES.filter((name) => !isDeepStrictEqual(before[name], after[name]))
