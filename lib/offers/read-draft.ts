// lib/offers/read-draft.ts
import type { offers } from '@/db/schema/offers'
import { OfferFields } from './offer-fields'

export type OfferRecord = typeof offers.$inferSelect

const NAMES = Object.keys(OfferFields.shape) as readonly (keyof OfferFields)[]

/** What was published, field by field. A price is missing until the first publication. */
export type PublishedFields = Omit<OfferFields, 'price' | 'guaranteeDays'> & {
  readonly price: OfferFields['price'] | null
  readonly guaranteeDays: number
}

export const publishedFields = (offer: OfferRecord): PublishedFields => ({
  title: offer.title,
  description: offer.description,
  language: offer.language,
  price: offer.price,
  maxInstallments: offer.maxInstallments,
  interestBasisPoints: offer.interestBasisPoints,
  minInstallment: offer.minInstallment,
  captureMode: offer.captureMode,
  methods: [...offer.methods],
  pixMinutes: offer.pixMinutes,
  boletoDays: offer.boletoDays,
  guaranteeDays: offer.guaranteeDays,
  brandHue: offer.brandHue,
  statementName: offer.statementName,
  supportEmail: offer.supportEmail,
  accessUrl: offer.accessUrl,
  bellUrl: offer.bellUrl,
})

/** The draft over what was published: what the editor shows and the next publication checks. */
export const editedFields = (offer: OfferRecord): PublishedFields => ({
  ...publishedFields(offer),
  ...(offer.draft as Partial<PublishedFields> | null),
})

/** What publishing would change. Before the first publication that is everything, so nothing is. */
export function changedFields(offer: OfferRecord): readonly (keyof OfferFields)[] {
  if (offer.publishedAt === null || offer.draft === null) return []
  const [before, after] = [publishedFields(offer), editedFields(offer)]
  return NAMES.filter((name) => String(before[name]) !== String(after[name]))
}
