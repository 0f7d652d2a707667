// lib/sales/sale-kin.ts
import { and, asc, eq } from 'drizzle-orm'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** The sales a sale belongs with: on whose receipt it was sold, what its own sold, what charges it again. */
export type SaleKin = {
  readonly recurrenceId: Id<'recurrence'> | null
  readonly parentSaleId: Id<'sale'> | null
  readonly children: readonly { readonly id: Id<'sale'>; readonly product: string }[]
}

const NONE: SaleKin = { recurrenceId: null, parentSaleId: null, children: [] }
const CHILDREN_MAX = 10

export async function kinOf(ctx: Ctx, id: Id<'sale'>): Promise<SaleKin> {
  const ofAccount = eq(sales.accountId, ctx.actor.accountId)
  const [rows, children] = await Promise.all([
    ctx.db
      .select({ recurrenceId: sales.recurrenceId, parentSaleId: sales.parentSaleId })
      .from(sales)
      .where(and(eq(sales.id, id), ofAccount)),
    ctx.db
      .select({ id: sales.id, product: sales.product })
      .from(sales)
      .where(and(eq(sales.parentSaleId, id), ofAccount))
      .orderBy(asc(sales.id))
      .limit(CHILDREN_MAX),
  ])
  return { ...(rows[0] ?? NONE), children }
}
