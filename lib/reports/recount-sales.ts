// lib/reports/recount-sales.ts
import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { saleDays, sales } from '@/db/schema/sales'
import { countedSales, offerExtraDays, originSaleDays } from '@/db/schema/visits'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import { countLock, keepCount, readPaid } from './count-sales'

const PAGE = 1_000

/**
 * The figures of an account's sales, made again from the sales as they are. Facts that come
 * meanwhile wait for it, and then find everything counted.
 */
export const recountSales = (ctx: Ctx): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${countLock(ctx)})`)
    for (const table of [countedSales, originSaleDays, offerExtraDays]) {
      await tx.delete(table).where(eq(table.accountId, ctx.actor.accountId))
    }
    let counted = 0
    for (let after: Id<'sale'> | undefined; ; ) {
      const ids = await pageOf(ctx, tx, after)
      await keepCount(ctx, tx, await readPaid(ctx, tx, ids))
      counted += ids.length
      after = ids.at(-1)
      if (after === undefined) return counted
    }
  })

async function pageOf(ctx: Ctx, tx: Tx, after: Id<'sale'> | undefined) {
  const rows = await tx
    .select({ id: sales.id })
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        isNotNull(sales.paidAt),
        after === undefined ? undefined : gt(sales.id, after),
      ),
    )
    .orderBy(asc(sales.id))
    .limit(PAGE)
  return rows.map(({ id }) => id)
}

/**
 * Accounts whose two rollups tell different numbers of sales: the one that the sale itself keeps,
 * and the one of origins. Until yesterday, because today's facts may be on their way.
 */
export async function listMiscounted({
  db,
  now,
}: Pick<Tools, 'db' | 'now'>): Promise<readonly Id<'account'>[]> {
  const today = localDateOf(now())
  const rows = await db.execute<{ account_id: Id<'account'> }>(sql`
    select account_id from (
      select account_id, sum(paid_count) as sales from ${saleDays}
      where day < ${today}::date and offer_key <> '' group by 1
    ) as kept full join (
      select account_id, sum(sales) as sales from ${originSaleDays}
      where day < ${today}::date group by 1
    ) as counted using (account_id)
    where coalesce(kept.sales, 0) <> coalesce(counted.sales, 0)`)
  return rows.map(({ account_id }) => account_id)
}
