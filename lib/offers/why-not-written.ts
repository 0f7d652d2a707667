// lib/offers/why-not-written.ts
import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** Who saved it last. `name` is null for a key of the API, or where it was never told. */
export type LastSaved = {
  readonly at: string
  readonly name: string | null
  /** The same person, in another window. */
  readonly isYou: boolean
}

export type NotWritten =
  | { readonly code: 'offer_not_found' | 'offer_archived' }
  | { readonly code: 'edited_meanwhile'; readonly by: LastSaved }

/** Looked up after a write of a draft changed no row. */
export async function whyNotWritten(
  ctx: Ctx<'member' | 'api'>,
  offerId: Id<'offer'>,
): Promise<NotWritten> {
  const [offer] = await ctx.db
    .select({ archivedAt: offers.archivedAt, ...LAST_SAVED })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId)))
  if (offer === undefined) return { code: 'offer_not_found' }
  if (offer.archivedAt !== null) return { code: 'offer_archived' }
  return { code: 'edited_meanwhile', by: lastSaved(ctx, offer) }
}

export const LAST_SAVED = {
  editedAt: offers.editedAt,
  editedBy: offers.editedBy,
  editor: sql<
    string | null
  >`(select ${users.name} from ${users} where ${users.id} = ${offers.editedBy})`,
}

type Row = {
  readonly editedAt: Date
  readonly editedBy: string
  readonly editor: string | null
}

export const lastSaved = (
  { actor }: Ctx<'member' | 'api'>,
  { editedAt, editedBy, editor }: Row,
): LastSaved => ({
  at: editedAt.toISOString(),
  name: editor,
  isYou: actor.kind === 'member' && editedBy === actor.userId,
})
