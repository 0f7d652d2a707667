// lib/sales/find-checkout.ts
import { and, eq, inArray } from 'drizzle-orm'
import { type SaleSource, sales } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'
import { getSale } from './read-sale'
import type { SaleWithAttempts } from './sale'
import { Unguessable } from './submit-payment.schema'

/** Sales that have a receipt: what a receipt sold besides has one of its own. */
export const ON_A_PAGE: SaleSource[] = ['checkout', 'upsell']

/** What became of a payment, for the page that sent it: whoever knows the checkout's id may ask. */
export async function findCheckout(
  ctx: Ctx<'buyer'>,
  { offerCode, checkoutId }: { readonly offerCode: string; readonly checkoutId: string },
): Promise<SaleWithAttempts | null> {
  if (!Unguessable.safeParse(checkoutId).success) return null
  const [found] = await ctx.db
    .select({ id: sales.id })
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        eq(sales.idempotencyKey, checkoutId),
        inArray(sales.source, ON_A_PAGE),
        eq(sales.offerCode, offerCode),
      ),
    )
  return found === undefined ? null : getSale(ctx, found.id)
}
