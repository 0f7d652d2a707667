// lib/sales/find-checkout.ts
import { and, eq } from 'drizzle-orm'
import { sales } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'
import { getSale } from './read-sale'
import type { SaleWithAttempts } from './sale'
import { Unguessable } from './submit-payment.schema'

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
        eq(sales.source, 'checkout'),
        eq(sales.offerCode, offerCode),
      ),
    )
  return found === undefined ? null : getSale(ctx, found.id)
}
