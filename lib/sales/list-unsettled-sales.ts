// lib/sales/list-unsettled-sales.ts
import { and, asc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { attempts, operations } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Tools } from '@/lib/platform/context'

const BATCH = 200
const PATIENCE_MS = 60_000
const ABANDONED_MS = 15 * 60_000
const LATELY_MS = 2 * 24 * 60 * 60_000

type Told = Pick<Tools, 'db' | 'now'>

/**
 * Sales that say less than the attempt that speaks for them, and no request is working on: the sweeper settled
 * it, or a process died between an answer and its sale. And those that never got an attempt.
 */
export async function listUnsettledSales(tools: Told) {
  const lists = await Promise.all([
    listBehind(tools),
    listPaidAfterAll(tools),
    listGivenBack(tools),
  ])
  return [...new Map(lists.flat().map((sale) => [sale.id, sale])).values()]
}

const NAMES = { id: sales.id, accountId: sales.accountId }
const isIdle = (at: Date) => or(isNull(sales.busyUntil), lt(sales.busyUntil, at))

function listBehind({ db, now }: Told) {
  const at = now()
  const ago = (ms: number) => new Date(at.getTime() - ms)
  const telling = sql`(select ${attempts.status} from ${attempts}
    where ${attempts.saleId} = ${sales.id} and not ${attempts.late}
    order by ${attempts.status} = 'captured' desc, ${attempts.status} = 'refunded' desc,
      ${attempts.position} desc limit 1)`
  const behind = sql`case ${sales.status}
    when 'pending' then ${telling} not in ('sending', 'unknown', 'waiting')
    else ${telling} <> 'authorized' end`
  return db
    .select(NAMES)
    .from(sales)
    .where(
      and(
        inArray(sales.status, ['pending', 'authorized']),
        lt(sales.movedAt, ago(PATIENCE_MS)),
        isIdle(at),
        or(behind, and(sql`${telling} is null`, lt(sales.movedAt, ago(ABANDONED_MS)))),
      ),
    )
    .orderBy(asc(sales.movedAt))
    .limit(BATCH)
}

/** A Pix or a boleto that was paid after its sale had been given up, or had been refused a card. */
function listPaidAfterAll({ db, now }: Told) {
  const at = now()
  return db
    .select(NAMES)
    .from(attempts)
    .innerJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        ne(attempts.method, 'card'),
        gt(attempts.movedAt, new Date(at.getTime() - LATELY_MS)),
        lt(attempts.movedAt, new Date(at.getTime() - PATIENCE_MS)),
        eq(attempts.status, 'captured'),
        eq(attempts.late, false),
        isNull(sales.paidAt),
        isIdle(at),
      ),
    )
    .orderBy(asc(attempts.movedAt))
    .limit(BATCH)
}

/** A refund that is done, and that its sale does not show: whoever carried it out is gone. */
function listGivenBack({ db, now }: Told) {
  const at = now()
  const back = sql`(select coalesce(sum(${attempts.refundedAmount}), 0) from ${attempts}
    where ${attempts.saleId} = ${sales.id} and not ${attempts.late})`
  return db
    .selectDistinct(NAMES)
    .from(operations)
    .innerJoin(sales, eq(sales.id, operations.saleId))
    .where(
      and(
        eq(operations.kind, 'refund'),
        eq(operations.status, 'done'),
        gt(operations.answeredAt, new Date(at.getTime() - LATELY_MS)),
        lt(operations.answeredAt, new Date(at.getTime() - PATIENCE_MS)),
        sql`${back} <> ${sales.refundedAmount}`,
        isIdle(at),
      ),
    )
    .limit(BATCH)
}
