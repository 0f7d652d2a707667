// lib/offers/draft-state.ts
import { and, eq } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import {
  fieldErrorsOf,
  type OfferFieldError,
  type OfferFieldName,
  OfferFields,
  wholeIssues,
} from './offer-fields'
import { changedFields, editedFields, type OfferRecord, publishedFields } from './read-draft'
import type { FieldChange } from './versions-view'

export type DraftState = {
  /** What publishing would change. */
  readonly changed: readonly OfferFieldName[]
  /** What publishing would refuse, as far as the draft itself tells. */
  readonly missing: readonly OfferFieldError[]
  /** Fields that are right by themselves and wrong beside each other. */
  readonly clashes: readonly OfferFieldError[]
}

export async function findDraftState(
  ctx: Ctx<'member' | 'api'>,
  id: Id<'offer'>,
): Promise<DraftState | null> {
  const offer = await readOffer(ctx, id)
  if (offer === null) return null
  const read = OfferFields.safeParse(editedFields(offer))
  return {
    changed: changedFields(offer),
    missing: read.success ? [] : fieldErrorsOf(read.error),
    clashes: read.success ? wholeIssues(read.data) : [],
  }
}

/** What publishing would change, as it is and as it would be. */
export async function findDraftChanges(
  ctx: Ctx<'member' | 'api'>,
  id: Id<'offer'>,
): Promise<readonly FieldChange[]> {
  const offer = await readOffer(ctx, id)
  if (offer === null) return []
  const [before, after] = [publishedFields(offer), editedFields(offer)]
  return changedFields(offer).map((name) => ({
    name,
    before: { [name]: before[name] },
    after: { [name]: after[name] },
  }))
}

async function readOffer(
  { db, actor }: Ctx<'member' | 'api'>,
  id: Id<'offer'>,
): Promise<OfferRecord | null> {
  const [offer] = await db
    .select()
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.accountId, actor.accountId)))
  return offer ?? null
}
