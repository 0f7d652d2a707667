// lib/webhooks/open-delivery.ts
import { eq } from 'drizzle-orm'
import { deliveries } from '@/db/schema/webhooks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type SaleForBell, toBellForm } from './bell'

type Bell = {
  readonly factId: Id<'fact'>
  readonly saleId: Id<'sale'>
  readonly url: string
  readonly sale: SaleForBell
}

/** Written before it is rung, once a fact: a function that starts over finds what it opened. */
export async function openDelivery(ctx: Ctx, bell: Bell): Promise<Id<'delivery'>> {
  const id = ctx.newId('delivery')
  const [opened] = await ctx.db
    .insert(deliveries)
    .values({
      id,
      accountId: ctx.actor.accountId,
      saleId: bell.saleId,
      factId: bell.factId,
      saleStatus: bell.sale.status,
      url: bell.url,
      body: toBellForm(bell.sale).toString(),
      state: 'waiting',
      tries: [],
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning({ id: deliveries.id })
  if (opened !== undefined) return opened.id
  const [known] = await ctx.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.factId, bell.factId))
  return known?.id ?? id
}
