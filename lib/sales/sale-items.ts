// lib/sales/sale-items.ts
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Bump } from '@/db/schema/offer-content'
import { type ITEM_KINDS, saleItems, type sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Offer } from '@/lib/offers/find-open-offer'
import type { Ctx } from '@/lib/platform/context'

export type SaleItem = {
  readonly kind: (typeof ITEM_KINDS)[number]
  readonly bumpId: string | null
  readonly name: string
  /** Before discount and interest. */
  readonly price: Centavos
}

/** The main thing and what was ticked besides, in the offer's order. Null: something is not offered. */
export function bumpsOf({ bumps }: Offer, wanted: readonly string[]): readonly Bump[] | null {
  const ticked = bumps.filter(({ id }) => wanted.includes(id))
  return ticked.length === new Set(wanted).size ? ticked : null
}

/** Nothing where the sale is what its product says, at its amount. */
export function itemsOf(offer: Offer, bumps: readonly Bump[], discount: Centavos) {
  if (bumps.length === 0 && discount === 0) return []
  const main: SaleItem = { kind: 'main', bumpId: null, name: offer.title, price: offer.terms.price }
  const more = bumps.map(
    ({ id, title, price }): SaleItem => ({ kind: 'bump', bumpId: id, name: title, price }),
  )
  return [main, ...more]
}

/** A part of the statement that opens the sale, see `holds.ts`. */
export const insertingItems = (ctx: Ctx, items: readonly SaleItem[]): SQL =>
  sql`, items as (
  insert into ${saleItems} (account_id, sale_id, position, kind, bump_id, name, price_centavos)
  select ${ctx.actor.accountId}, sale.id, item.ordinality - 1, item.value->>'kind',
    item.value->>'bumpId', item.value->>'name', (item.value->>'price')::bigint
  from sale, jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as item
)`

/** Of several sales of the account, each in its order. */
export async function listItems(ctx: Ctx, saleIds: readonly Id<'sale'>[]) {
  if (saleIds.length === 0) return []
  const { saleId, kind, bumpId, name, price } = saleItems
  return ctx.db
    .select({ saleId, kind, bumpId, name, price })
    .from(saleItems)
    .where(
      and(eq(saleItems.accountId, ctx.actor.accountId), inArray(saleItems.saleId, [...saleIds])),
    )
    .orderBy(asc(saleItems.saleId), asc(saleItems.position))
}

/** Of one sale, while it is being changed. */
export function itemsWithin(ctx: Ctx, tx: Pick<Tx, 'select'>, id: Id<'sale'>): Promise<SaleItem[]> {
  const { accountId, saleId, position, kind, bumpId, name, price } = saleItems
  return tx
    .select({ kind, bumpId, name, price })
    .from(saleItems)
    .where(and(eq(accountId, ctx.actor.accountId), eq(saleId, id)))
    .orderBy(asc(position))
}

type Priced = Pick<typeof sales.$inferSelect, 'amount' | 'discount'>

/** What instalments added to the price: nothing is stored of it, because the rest says it. */
export function interestIn({ amount, discount }: Priced, items: readonly SaleItem[]): Centavos {
  if (items.length === 0) return centavos(0)
  const full = items.reduce((sum, { price }) => sum + price, 0)
  return centavos(Math.max(0, amount + discount - full))
}
