// lib/postbacks/forget-old.ts
import { inArray, lt } from 'drizzle-orm'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import type { Tools } from '@/lib/platform/context'

const DAY_MS = 24 * 60 * 60 * 1000

/** How long bytes are kept. They hold what a buyer typed; the purchase events stay. */
export const KEPT_DAYS = { refused: 7, postbacks: 90 } as const

const BATCH = 1_000

/** One batch of each, oldest first; `more` when there may be others. Safe to run at any time. */
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
  const old = await db
    .delete(postbacks)
    .where(
      inArray(
        postbacks.id,
        db
          .select({ id: postbacks.id })
          .from(postbacks)
          .where(lt(postbacks.receivedAt, before(KEPT_DAYS.postbacks)))
          .limit(BATCH),
      ),
    )
    .returning({ id: postbacks.id })
  return {
    gone: refused.length + old.length,
    more: refused.length === BATCH || old.length === BATCH,
  }
}
