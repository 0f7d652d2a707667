// lib/offers/save-draft.ts
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { nameOfActor } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'

type Write = {
  readonly offerId: Id<'offer'>
  readonly draft: SQL
  /** When the draft was last read: one that was saved since is not written over. */
  readonly readAt: Date | undefined
}

/** One write of a draft, later than the one before. Null when it was saved since, or may not be. */
export async function writeDraft(
  ctx: Ctx<'member' | 'api'>,
  on: Pick<Tx, 'update'>,
  { offerId, draft, readAt }: Write,
): Promise<string | null> {
  const { editedAt } = offers
  const now = ctx.now().toISOString()
  const [saved] = await on
    .update(offers)
    .set({
      draft,
      editedAt: sql`greatest(${now}::timestamptz, ${editedAt} + interval '1 millisecond')`,
      editedBy: nameOfActor(ctx.actor),
    })
    .where(
      and(
        eq(offers.id, offerId),
        eq(offers.accountId, ctx.actor.accountId),
        isNull(offers.archivedAt),
        readAt === undefined ? undefined : eq(editedAt, readAt),
      ),
    )
    .returning({ editedAt })
  return saved?.editedAt.toISOString() ?? null
}
