// lib/sales/first-approved-sale.ts
import { and, asc, eq, inArray } from 'drizzle-orm'
import { type SaleStatus, sales } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'

/** Whatever became of it later, an acquirer once said yes. */
const ONCE_APPROVED = [
  'authorized',
  'paid',
  'refunded',
  'partially_refunded',
  'charged_back',
] as const satisfies readonly SaleStatus[]

/** The sale that ends the first-sale checklist; null until there is one. */
export async function firstApprovedSale(ctx: Ctx<'member'>) {
  const [first] = await ctx.db
    .select({ id: sales.id, at: sales.createdAt })
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        eq(sales.test, false),
        inArray(sales.status, [...ONCE_APPROVED]),
      ),
    )
    .orderBy(asc(sales.id))
    .limit(1)
  return first ?? null
}
