// lib/postbacks/forget-old.ts
import { inArray, lt, sql } from 'drizzle-orm'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import { stores } from '@/db/schema/stores'
import type { Tools } from '@/lib/platform/context'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * How long bytes are kept, unless a store says otherwise. They hold what a buyer typed; the purchase
 * events stay.
 */
export const KEPT_DAYS = { refused: 7, postbacks: 90 } as const

const BATCH = 1_000

/** One batch of each, oldest first by the age in their ids; `more` when there may be others. Safe to run at any time. */
export async function forgetOld({ db, now }: Tools): Promise<{ gone: number; more: boolean }> {
  const before = (days: number) => new Date(now().getTime() - days * DAY_MS)
  const refused = await db
    .delete(refusedPostbacks)
    .where(
      inArray(
        refusedPostbacks.id,
        db
          .select({ id: refusedPostbacks.id })
          .from(refusedPostbacks)
          .where(lt(refusedPostbacks.receivedAt, before(KEPT_DAYS.refused)))
          .limit(BATCH),
      ),
    )
    .returning({ id: refusedPostbacks.id })
  const old = await db.execute(sql`
    delete from ${postbacks} where id in (
      select oldest.id from ${stores} s
      cross join lateral (
        select p.id, p.received_at from ${postbacks} p where p.store_id = s.id
        order by p.id limit ${BATCH}
      ) oldest
      where oldest.received_at < ${now().toISOString()}::timestamptz
        - make_interval(days => coalesce((s.settings->>'keptDays')::int, ${KEPT_DAYS.postbacks}))
      limit ${BATCH}
    ) returning id`)
  return {
    gone: refused.length + old.length,
    more: refused.length === BATCH || old.length === BATCH,
  }
}
