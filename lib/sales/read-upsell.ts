// lib/sales/read-upsell.ts
import { and, eq } from 'drizzle-orm'
import { upsellDecisions } from '@/db/schema/kept-cards'
import type { Upsell } from '@/db/schema/offer-content'
import { offers } from '@/db/schema/offers'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { findKeptOf, type KeptRow } from './kept-card'
import { getSale, saleColumns } from './read-sale'
import type { Sale, SaleWithAttempts } from './sale'
import { Unguessable } from './submit-payment.schema'

/** Of a receipt whose offer has something more to offer, or once had. */
export type FoundUpsell = {
  readonly parent: Sale
  readonly guaranteeDays: number
  /** What is offered now; null when it was taken out of the offer since. */
  readonly upsell: (Upsell & { readonly code: string }) | null
  readonly decision: 'accepted' | 'declined' | null
  readonly child: SaleWithAttempts | null
  /** The parent's card, whether or not it can still be charged. */
  readonly kept: KeptRow | null
}

const HOLDS_MONEY: readonly Sale['status'][] = ['authorized', 'paid']

export type Names = { readonly offerCode: string; readonly checkoutId: string }

/** Null where there is nothing to say: no such receipt, nothing to offer, or nothing bought. */
export async function readUpsell(
  ctx: Ctx<'buyer'>,
  { offerCode, checkoutId }: Names,
): Promise<FoundUpsell | null> {
  if (!Unguessable.safeParse(checkoutId).success) return null
  const [found] = await ctx.db
    .select({
      parent: saleColumns,
      upsell: offers.upsell,
      guaranteeDays: offers.guaranteeDays,
      decision: upsellDecisions.decision,
      childId: upsellDecisions.saleId,
    })
    .from(sales)
    .innerJoin(offers, eq(offers.id, sales.offerId))
    .leftJoin(upsellDecisions, eq(upsellDecisions.parentSaleId, sales.id))
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        eq(sales.idempotencyKey, checkoutId),
        eq(sales.source, 'checkout'),
        eq(sales.offerCode, offerCode),
      ),
    )
  if (found === undefined) return null
  const { parent, upsell, guaranteeDays, decision, childId } = found
  if (decision === null && (upsell === null || !HOLDS_MONEY.includes(parent.status))) return null
  const code = upsell === null ? null : await codeOf(ctx, upsell.offerId)
  return {
    ...{ parent, guaranteeDays, decision },
    upsell: upsell === null || code === null ? null : { ...upsell, code },
    child: childId === null ? null : await getSale(ctx, childId),
    kept: decision === null ? await findKeptOf(ctx, parent.id) : null,
  }
}

async function codeOf(ctx: Ctx, id: Id<'offer'>) {
  const [row] = await ctx.db
    .select({ code: offers.code })
    .from(offers)
    .where(and(eq(offers.id, id), eq(offers.accountId, ctx.actor.accountId)))
  return row?.code ?? null
}
