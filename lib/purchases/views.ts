// lib/purchases/views.ts
import { and, desc, eq, inArray, lt, type SQL } from 'drizzle-orm'
import { type PurchaseEvent, purchaseEvents } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { type PurchaseView, toPurchase } from './purchase-row'

export type { PurchaseView } from './purchase-row'

const MAX_PAGE = 100

export async function getPurchase(ctx: Ctx, id: Id<'purchase'>): Promise<PurchaseView> {
  const [found] = await select(ctx, eq(purchaseEvents.id, id), 1)
  invariant(found, 'a purchase that was told exists')
  return found
}

type Page = { readonly before?: Id<'purchase'>; readonly limit?: number }
type OfStore = Page & { readonly storeId: Id<'store'>; readonly events?: readonly PurchaseEvent[] }

/** Newest first; `before` is the last id of the page that was shown. */
export const listPurchases = (ctx: Ctx, { storeId, events, before, limit = 50 }: OfStore) =>
  select(
    ctx,
    and(
      eq(purchaseEvents.storeId, storeId),
      events === undefined ? undefined : inArray(purchaseEvents.event, [...events]),
      before === undefined ? undefined : lt(purchaseEvents.id, before),
    ),
    limit,
  )

/** Everything one order went through, newest first. */
export const listOrderEvents = (ctx: Ctx, storeId: Id<'store'>, orderKey: string) =>
  select(
    ctx,
    and(eq(purchaseEvents.storeId, storeId), eq(purchaseEvents.orderKey, orderKey)),
    MAX_PAGE,
  )

/** Everything the attempts of one cart went through, newest first. */
export const listThreadEvents = (ctx: Ctx, storeId: Id<'store'>, threadKey: string) =>
  select(
    ctx,
    and(eq(purchaseEvents.storeId, storeId), eq(purchaseEvents.threadKey, threadKey)),
    MAX_PAGE,
  )

async function select(ctx: Ctx, where: SQL | undefined, limit: number): Promise<PurchaseView[]> {
  const rows = await ctx.db
    .select()
    .from(purchaseEvents)
    .where(and(eq(purchaseEvents.accountId, ctx.actor.accountId), where))
    .orderBy(desc(purchaseEvents.id)) // ids sort by age
    .limit(Math.min(limit, MAX_PAGE))
  return rows.map(toPurchase)
}
