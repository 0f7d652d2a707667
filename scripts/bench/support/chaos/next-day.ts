// scripts/bench/support/chaos/next-day.ts
import { and, asc, eq } from 'drizzle-orm'
import { sales } from '@/db/schema/sales'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { refundSale } from '@/lib/sales/refund-sale'
import { sideBySide } from './side-by-side'

const EVERY = 4
const PART = centavos(30_00)

/**
 * What is given back a day later is carried out in the acquirers' time, and may be denied by then. One of
 * each few that were paid, in part or whole, in whatever weather there is.
 */
export async function refundTheNextDay(api: Ctx<'api'>): Promise<void> {
  const paid = await api.db
    .select({ id: sales.id })
    .from(sales)
    .where(and(eq(sales.accountId, api.actor.accountId), eq(sales.status, 'paid')))
    .orderBy(asc(sales.id))
  const some = paid.filter((_, n) => n % EVERY === 0)
  await sideBySide(some.entries(), ([n, { id: saleId }]) =>
    refundSale(api, { saleId, ...(n % 2 === 0 && { amount: PART }) }),
  )
}
