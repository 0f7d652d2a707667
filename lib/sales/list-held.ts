// lib/sales/list-held.ts
import { and, asc, isNull, lt, lte, or } from 'drizzle-orm'
import { sales } from '@/db/schema/sales'
import type { Tools } from '@/lib/platform/context'

const BATCH = 500

/**
 * Sales whose place, or whose use of a coupon, is due to be looked at: nobody paid, or whoever was
 * paying is gone. The longest due first; `settleSale` says what becomes of each.
 */
export function listHeldTooLong({ db, now }: Pick<Tools, 'db' | 'now'>) {
  const at = now()
  return db
    .select({ id: sales.id, accountId: sales.accountId })
    .from(sales)
    .where(and(lte(sales.placeUntil, at), or(isNull(sales.busyUntil), lt(sales.busyUntil, at))))
    .orderBy(asc(sales.placeUntil))
    .limit(BATCH)
}
