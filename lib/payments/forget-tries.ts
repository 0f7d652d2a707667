// lib/payments/forget-tries.ts
import { sql } from 'drizzle-orm'
import { cardTries } from '@/db/schema/acquirers'
import type { Tools } from '@/lib/platform/context'
import { LONGEST_WINDOW_MS } from './retry-limits'

const BATCH = 1_000

/**
 * What is older than the longest window counts nowhere any more, and goes. What forbids a card for
 * ever stays: it is a fingerprint and a rule, and forgetting it would send the card again.
 */
export async function forgetTries({ db, now }: Tools): Promise<{ readonly more: boolean }> {
  const at = now()
  const old = new Date(at.getTime() - LONGEST_WINDOW_MS).toISOString()
  const gone = await db.execute(sql`
    delete from ${cardTries} where ctid in (
      select ctid from ${cardTries}
      where moved_at < ${old}::timestamptz
        and (block_rule is null or blocked_until < ${at.toISOString()}::timestamptz)
      limit ${BATCH}
    ) returning 1 as one`)
  return { more: gone.length === BATCH }
}
