// lib/sales/read-sale.ts
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { SaleAttempt, SaleWithAttempts } from './sale'

/** Everything but the words to search by, which are nobody's to read. */
const { words: _, ...saleColumns } = getTableColumns(sales)

export { saleColumns }

const byId = prepared((db) =>
  db
    .select({ sale: saleColumns, attempt: attempts })
    .from(sales)
    .leftJoin(attempts, eq(attempts.saleId, sales.id))
    .where(
      and(eq(sales.id, sql.placeholder('id')), eq(sales.accountId, sql.placeholder('accountId'))),
    )
    .orderBy(asc(attempts.position))
    .prepare('sale_with_attempts'),
)

/** A sale and its attempts in one look, so that they belong to the same moment. */
export async function findSale(ctx: Ctx, id: Id<'sale'>): Promise<SaleWithAttempts | null> {
  const rows = await byId(ctx).execute({ id, accountId: ctx.actor.accountId })
  const [first] = rows
  if (first === undefined) return null
  const made = rows
    .map(({ attempt }) => attempt)
    .filter((each): each is SaleAttempt => each !== null)
  return { sale: first.sale, attempts: made }
}

export async function getSale(ctx: Ctx, id: Id<'sale'>): Promise<SaleWithAttempts> {
  const found = await findSale(ctx, id)
  invariant(found !== null, `sale ${id} is missing`)
  return found
}
