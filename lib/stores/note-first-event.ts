// lib/stores/note-first-event.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'

/** The one moment a store stops waiting. Every later event finds nothing to do here. */
export async function noteFirstEvent(ctx: Ctx, tx: Tx, storeId: Id<'store'>, at: Date) {
  const first = await tx
    .update(stores)
    .set({
      firstEventAt: at,
      state: sql`case ${stores.state} when 'waiting' then 'active' else ${stores.state} end`,
    })
    .where(
      and(
        eq(stores.id, storeId),
        eq(stores.accountId, ctx.actor.accountId),
        isNull(stores.firstEventAt),
      ),
    )
    .returning({ id: stores.id })
  if (first.length > 0) await recordFact(ctx, tx, { name: 'store.active', payload: { storeId } })
}
