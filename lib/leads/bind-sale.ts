// lib/leads/bind-sale.ts
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checkouts, leads } from '@/db/schema/leads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFacts } from '@/lib/platform/outbox'
import { isPerson, lockPerson, type Person } from './person'

const DAY_MS = 86_400_000
/** A cart that was told of is brought back by a sale of the same week. */
const CART_MS = 7 * DAY_MS
const LEAD_MS = 30 * DAY_MS

export type BoundSale = {
  /** The thread that its messages go on in; null where nobody was told of it before. */
  readonly threadKey: string | null
  /** The store was told that this cart was left. */
  readonly recovered: boolean
}

type Sale = Person & {
  readonly saleId: Id<'sale'>
  /** Of the offer page; null for a sale that came another way. */
  readonly checkoutId: string | null
  readonly paid: boolean
}

/**
 * What a sale of our own takes the place of: the cart it was left as, under its own name or begun again
 * in another window, else the lead of the same person. One sale each, decided at its first news and
 * remembered, so that every later one goes the same way. Inside the caller's transaction.
 */
export async function bindSale(ctx: Ctx, tx: Tx, sale: Sale): Promise<BoundSale> {
  await lockPerson(tx, sale, sale.checkoutId)
  if (sale.paid) await convertLeads(ctx, tx, sale)
  const known = await boundTo(tx, sale)
  if (known !== null) return known
  await endOwn(tx, sale)
  const cart = await findCart(ctx, tx, sale)
  if (cart !== null) {
    const { accountId, checkoutId, threadKey } = cart
    await tx
      .update(checkouts)
      .set({ saleId: sale.saleId })
      .where(and(eq(checkouts.accountId, accountId), eq(checkouts.checkoutId, checkoutId)))
    if (threadKey?.startsWith('led_')) await bindLead(tx, threadKey as Id<'lead'>, sale)
    return { threadKey, recovered: true }
  }
  const lead = await findLead(ctx, tx, sale)
  if (lead === null) return { threadKey: null, recovered: false }
  await bindLead(tx, lead, sale)
  return { threadKey: lead, recovered: false }
}

async function boundTo(tx: Tx, { saleId }: Sale): Promise<BoundSale | null> {
  const [cart] = await tx
    .select({ threadKey: checkouts.threadKey })
    .from(checkouts)
    .where(and(eq(checkouts.saleId, saleId), eq(checkouts.state, 'told')))
  if (cart !== undefined) return { threadKey: cart.threadKey, recovered: true }
  const [lead] = await tx.select({ id: leads.id }).from(leads).where(eq(leads.threadSaleId, saleId))
  return lead === undefined ? null : { threadKey: lead.id, recovered: false }
}

/** What became a sale before anybody was told is told by the sale. */
async function endOwn(tx: Tx, { accountId, checkoutId, saleId }: Sale) {
  if (checkoutId === null) return
  await tx
    .update(checkouts)
    .set({ saleId, state: 'ended', ended: 'attempted' })
    .where(
      and(
        ...[eq(checkouts.accountId, accountId), eq(checkouts.checkoutId, checkoutId)],
        eq(checkouts.state, 'open'),
      ),
    )
}

async function findCart(ctx: Ctx, tx: Tx, sale: Sale) {
  const { accountId, offerId, checkoutId } = sale
  const own = sql`${checkouts.checkoutId} = ${checkoutId}`
  const [cart] = await tx
    .select()
    .from(checkouts)
    .where(
      and(
        ...[eq(checkouts.accountId, accountId), eq(checkouts.offerId, offerId)],
        ...[eq(checkouts.state, 'told'), isNull(checkouts.saleId)],
        sql`(${own} or ${isPerson(checkouts, sale)})`,
        gt(checkouts.toldAt, new Date(ctx.now().getTime() - CART_MS)),
      ),
    )
    .orderBy(sql`coalesce(${own}, false) desc`, desc(checkouts.toldAt))
    .limit(1)
  return cart ?? null
}

async function findLead(ctx: Ctx, tx: Tx, sale: Sale): Promise<Id<'lead'> | null> {
  const [lead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(
      and(
        ...[eq(leads.accountId, sale.accountId), eq(leads.offerId, sale.offerId)],
        ...[eq(leads.kind, 'lead'), isPerson(leads, sale), isNull(leads.threadSaleId)],
        // Who had bought before belongs to another sale.
        sql`coalesce(${leads.saleId} = ${sale.saleId}, true)`,
        gt(leads.lastSeenAt, new Date(ctx.now().getTime() - LEAD_MS)),
      ),
    )
    .orderBy(desc(leads.id))
    .limit(1)
  return lead?.id ?? null
}

const bindLead = (tx: Tx, id: Id<'lead'>, { saleId }: Sale) =>
  tx
    .update(leads)
    .set({ threadSaleId: saleId })
    .where(and(eq(leads.id, id), isNull(leads.threadSaleId)))

/** Every list this person stood on for the offer: they bought it. Told once each. */
async function convertLeads(ctx: Ctx, tx: Tx, sale: Sale) {
  const { saleId, accountId, offerId } = sale
  const converted = await tx
    .update(leads)
    .set({ saleId, convertedAt: ctx.now() })
    .where(
      and(
        ...[eq(leads.accountId, accountId), eq(leads.offerId, offerId)],
        ...[isPerson(leads, sale), isNull(leads.convertedAt)],
      ),
    )
    .returning({ id: leads.id })
  const facts = converted.map(({ id }) => ({
    name: 'lead.converted',
    payload: { leadId: id, saleId },
  }))
  await recordFacts(ctx, tx, facts)
}
