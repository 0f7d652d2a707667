// lib/notifications/list-unjudged.ts
import { and, asc, eq, gt, isNull, lt, notInArray } from 'drizzle-orm'
import { purchaseEvents } from '@/db/schema/purchases'
import { threadEvents } from '@/db/schema/threads'
import { makeId } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { SAYS_NOTHING } from './decide'

/** Long enough for its own run, and short enough that the news is still news. */
const AFTER_MS = 2 * 60_000
const UNTIL_MS = 24 * 60 * 60_000

const madeAt = (ms: number) => makeId('purchase', new Date(ms), new Uint8Array(16))

/** Events that nobody judged: their wake-up was lost between here and the engine. */
export async function listUnjudged({ db, now }: Tools) {
  const at = now().getTime()
  return db
    .select({ id: purchaseEvents.id, accountId: purchaseEvents.accountId })
    .from(purchaseEvents)
    .leftJoin(threadEvents, eq(threadEvents.purchaseId, purchaseEvents.id))
    .where(
      and(
        isNull(threadEvents.purchaseId),
        eq(purchaseEvents.test, false),
        notInArray(purchaseEvents.event, [...SAYS_NOTHING]),
        gt(purchaseEvents.id, madeAt(at - UNTIL_MS)), // Ids sort by age, and have the index.
        lt(purchaseEvents.id, madeAt(at - AFTER_MS)),
        gt(purchaseEvents.receivedAt, new Date(at - UNTIL_MS)), // What is read again is older than its id.
      ),
    )
    .orderBy(asc(purchaseEvents.id))
    .limit(500)
}
