// lib/offers/editor-view.ts
import 'server-only'
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { type OfferState, offerPlaces, offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import type { OfferFieldName } from './offer-fields'
import { type MethodsOffered, methodsOf } from './payable-methods'
import { changedFields, editedFields, type PublishedFields, publishedFields } from './read-draft'
import { LAST_SAVED, type LastSaved, lastSaved } from './why-not-written'

/** What the top of each page of an offer shows. */
export type OfferHeadView = {
  readonly id: Id<'offer'>
  readonly code: string
  readonly state: OfferState
  readonly isArchived: boolean
  readonly title: string
}

export async function findOfferHead(
  { db, actor }: Ctx<'member'>,
  id: Id<'offer'>,
): Promise<OfferHeadView | null> {
  const [offer] = await db
    .select({
      id: offers.id,
      code: offers.code,
      state: offers.state,
      isArchived: sql<boolean>`${offers.archivedAt} is not null`,
      title: sql<string>`coalesce(${offers.draft}->>'title', ${offers.title})`,
    })
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.accountId, actor.accountId)))
  return offer ?? null
}

/** What the editor opens with. */
export type OfferEditorView = OfferHeadView & {
  readonly fields: PublishedFields
  /** What the acquirers in use can do. */
  readonly offered: MethodsOffered
  /** What the next publication would change on the page. */
  readonly changed: readonly OfferFieldName[]
  /** The same as it is public now, to say it before and after. Empty before the first publication. */
  readonly published: Partial<PublishedFields>
  readonly publishedAt: string | null
  readonly saved: LastSaved
  /** Sold or being paid for now, of an offer that sells a number. */
  readonly taken: number
  /** What may be offered on its receipt. */
  readonly others: readonly OtherOffer[]
}

export type OtherOffer = {
  readonly id: Id<'offer'>
  readonly title: string
  readonly price: Centavos | null
}

export async function findOfferEditor(
  ctx: Ctx<'member' | 'api'>,
  id: Id<'offer'>,
): Promise<OfferEditorView | null> {
  const [found] = await ctx.db
    .select({
      offer: offers,
      editor: LAST_SAVED.editor,
      taken: sql<number>`coalesce((select ${offerPlaces.taken} from ${offerPlaces} where ${offerPlaces.offerId} = ${offers.id}), 0)`,
    })
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.accountId, ctx.actor.accountId)))
  if (found === undefined) return null
  const { offer, editor, taken } = found
  const fields = editedFields(offer)
  const [offered, others] = await Promise.all([
    methodsOf(ctx, offer.accountId),
    listOthers(ctx, offer.id),
  ])
  return {
    id: offer.id,
    code: offer.code,
    state: offer.state,
    isArchived: offer.archivedAt !== null,
    title: fields.title,
    fields,
    offered,
    changed: changedFields(offer),
    published: offer.publishedAt === null ? {} : publishedFields(offer),
    publishedAt: offer.publishedAt?.toISOString() ?? null,
    saved: lastSaved(ctx, { ...offer, editor }),
    taken,
    others,
  }
}

const OTHERS_MAX = 200

/** The account's other offers that a receipt may offer: on sale, and sold once. */
const listOthers = (ctx: Ctx, id: Id<'offer'>): Promise<OtherOffer[]> =>
  ctx.db
    .select({ id: offers.id, title: offers.title, price: offers.price })
    .from(offers)
    .where(
      and(
        eq(offers.accountId, ctx.actor.accountId),
        ne(offers.id, id),
        eq(offers.state, 'published'),
        eq(offers.kind, 'one_off'),
        isNull(offers.archivedAt),
      ),
    )
    .orderBy(desc(offers.id))
    .limit(OTHERS_MAX)

/** Who saved the draft last, to see that nobody did meanwhile. */
export async function findLastSaved(
  ctx: Ctx<'member'>,
  id: Id<'offer'>,
): Promise<LastSaved | null> {
  const [offer] = await ctx.db
    .select(LAST_SAVED)
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.accountId, ctx.actor.accountId)))
  return offer === undefined ? null : lastSaved(ctx, offer)
}
