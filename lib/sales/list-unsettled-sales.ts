// lib/sales/list-unsettled-sales.ts
import { and, asc, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Tools } from '@/lib/platform/context'

const BATCH = 200
const PATIENCE_MS = 60_000
const ABANDONED_MS = 15 * 60_000

/**
 * Sales that say less than the attempt that speaks for them, and no request is working on: the sweeper settled
 * it, or a process died between an answer and its sale. And those that never got an attempt.
 */
export function listUnsettledSales({ db, now }: Pick<Tools, 'db' | 'now'>) {
  const at = now()
  const ago = (ms: number) => new Date(at.getTime() - ms)
  const telling = sql`(select ${attempts.status} from ${attempts}
    where ${attempts.saleId} = ${sales.id}
    order by ${attempts.status} = 'captured' desc, ${attempts.status} = 'refunded' desc,
      ${attempts.position} desc limit 1)`
  const behind = sql`case ${sales.status}
    when 'pending' then ${telling} not in ('sending', 'unknown')
    else ${telling} <> 'authorized' end`
  return db
    .select({ id: sales.id, accountId: sales.accountId })
    .from(sales)
    .where(
      and(
        inArray(sales.status, ['pending', 'authorized']),
        lt(sales.movedAt, ago(PATIENCE_MS)),
        or(isNull(sales.busyUntil), lt(sales.busyUntil, at)),
        or(behind, and(sql`${telling} is null`, lt(sales.movedAt, ago(ABANDONED_MS)))),
      ),
    )
    .orderBy(asc(sales.movedAt))
    .limit(BATCH)
}
