// lib/sales/latest-sales.ts
import { and, desc, eq, sql } from 'drizzle-orm'
import type { PaymentMethod } from '@/db/schema/payments'
import { type SaleStatus, sales } from '@/db/schema/sales'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

/** A sale in one line, for the bell, the search and the home page. */
export type LatestSale = {
  readonly id: Id<'sale'>
  readonly number: number
  readonly buyer: string
  readonly product: string
  readonly method: PaymentMethod
  readonly card: string | null
  readonly installments: number
  readonly amount: Centavos
  readonly status: SaleStatus
  readonly createdAt: string
  readonly movedAt: string
}

export async function latestSales(
  ctx: Ctx<'member'>,
  { limit }: { readonly limit: number },
): Promise<readonly LatestSale[]> {
  const selling = await sellingEnvironment(ctx)
  const { id, number, buyer, product, method, cardHint, installments } = sales
  const { amount, status, createdAt, movedAt } = sales
  const rows = await ctx.db
    .select({
      id,
      number,
      buyer,
      product,
      method,
      cardHint,
      installments,
      amount,
      status,
      createdAt,
      movedAt,
    })
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        selling === null ? sql`false` : eq(sales.environment, selling),
        eq(sales.test, false),
      ),
    )
    .orderBy(desc(id)) // ids sort by age
    .limit(Math.min(limit, 20))
  return rows.map(({ buyer, cardHint, createdAt, movedAt, ...row }) => ({
    ...row,
    buyer: buyer.name,
    card: cardHint,
    createdAt: createdAt.toISOString(),
    movedAt: movedAt.toISOString(),
  }))
}
