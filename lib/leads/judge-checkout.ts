// lib/leads/judge-checkout.ts
import { and, asc, desc, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import { type CheckoutEnd, checkouts, leads } from '@/db/schema/leads'
import { offerPlaces, offers } from '@/db/schema/offers'
import { recurrences } from '@/db/schema/recurrences'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { windowIssue } from '@/lib/offers/window'
import type { Ctx, Tools } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { isPerson, lockPerson, salesOf } from './person'

/** So long nobody typed and nobody tried to pay. */
const LEFT_AFTER_MS = 10 * 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** One reminder of an offer is enough, in however many windows it was begun. */
const TOLD_BEFORE_MS = DAY_MS
/** Whoever bought it so recently is not asked to buy it. */
const BOUGHT_MS = 30 * DAY_MS
/** A lead's story goes on in the cart of the same month. */
const LEAD_MS = 30 * DAY_MS

type Left = { readonly accountId: Id<'account'>; readonly checkoutId: string }

/** The longest silent first. */
export const listLeftCheckouts = ({ db, now }: Tools, limit = 200): Promise<Left[]> =>
  db
    .select({ accountId: checkouts.accountId, checkoutId: checkouts.checkoutId })
    .from(checkouts)
    .where(
      and(
        eq(checkouts.state, 'open'),
        lte(checkouts.touchedAt, new Date(now().getTime() - LEFT_AFTER_MS)),
      ),
    )
    .orderBy(asc(checkouts.touchedAt))
    .limit(limit)

export type Judged = 'told' | CheckoutEnd | 'open'

/**
 * Whether the store is told of a checkout that was left, decided once: under the lock of its person,
 * by compare-and-set, with the fact. `open` is somebody else's now, or was touched again.
 */
export async function judgeCheckout(ctx: Ctx, checkoutId: string): Promise<Judged> {
  const { accountId } = ctx.actor
  const mine = and(eq(checkouts.accountId, accountId), eq(checkouts.checkoutId, checkoutId))
  const still = and(
    ...[mine, eq(checkouts.state, 'open')],
    lte(checkouts.touchedAt, new Date(ctx.now().getTime() - LEFT_AFTER_MS)),
  )
  return ctx.db.transaction(async (tx) => {
    const [seen] = await tx.select().from(checkouts).where(still)
    if (seen === undefined) return 'open'
    await lockPerson(tx, seen, checkoutId)
    const [checkout] = await tx.select().from(checkouts).where(still).for('update')
    if (checkout === undefined) return 'open'
    const ended = await whyNot(ctx, tx, checkout)
    if (ended !== null) {
      await tx.update(checkouts).set({ state: 'ended', ended }).where(mine)
      return ended
    }
    const threadKey = (await leadOf(ctx, tx, checkout)) ?? checkoutId
    await tx.update(checkouts).set({ state: 'told', toldAt: ctx.now(), threadKey }).where(mine)
    await recordFact(ctx, tx, { name: 'checkout.left', payload: { checkoutId } })
    return 'told'
  })
}

type Checkout = typeof checkouts.$inferSelect

async function whyNot(ctx: Ctx, tx: Tx, checkout: Checkout): Promise<CheckoutEnd | null> {
  const { email, phone } = checkout
  if (email === null && phone === null) return 'unreachable'
  if (await isSale(tx, checkout)) return 'attempted'
  if (await triedElsewhere(ctx, tx, checkout)) return 'paid_elsewhere'
  if (await isClosed(ctx, tx, checkout)) return 'offer_closed'
  if (await wasTold(ctx, tx, checkout)) return 'told_before'
  return (await leftUs(tx, checkout)) ? 'opted_out' : null
}

const some = async (tx: Tx, query: SQL): Promise<boolean> =>
  (await tx.execute(sql`select 1 where exists (${query})`)).length > 0

/** A sale, or a subscription that begins without a charge. */
const isSale = (tx: Tx, { accountId, checkoutId }: Checkout) =>
  some(
    tx,
    sql`select from ${sales} where ${sales.accountId} = ${accountId} and ${sales.idempotencyKey} = ${checkoutId}
      union all select from ${recurrences} where ${recurrences.accountId} = ${accountId}
        and ${recurrences.idempotencyKey} = ${checkoutId}`,
  )

/** Under another checkout: paid, about to be, or tried since this one began. */
function triedElsewhere(ctx: Ctx, tx: Tx, checkout: Checkout) {
  const since = new Date(checkout.createdAt.getTime() - HOUR_MS).toISOString()
  const bought = new Date(ctx.now().getTime() - BOUGHT_MS).toISOString()
  return some(
    tx,
    sql`select from ${sales} where ${salesOf(checkout)} and (
      ${sales.createdAt} >= ${since}::timestamptz or ${sales.status} in ('pending', 'authorized')
      or (${sales.status} in ('paid', 'partially_refunded') and ${sales.paidAt} >= ${bought}::timestamptz))`,
  )
}

/** Nobody is called back to what cannot be bought. */
async function isClosed(ctx: Ctx, tx: Tx, { offerId }: Checkout): Promise<boolean> {
  const [offer] = await tx
    .select({
      ...{ state: offers.state, archivedAt: offers.archivedAt, limit: offers.salesLimit },
      ...{ startsAt: offers.startsAt, endsAt: offers.endsAt, taken: offerPlaces.taken },
    })
    .from(offers)
    .leftJoin(offerPlaces, eq(offerPlaces.offerId, offers.id))
    .where(eq(offers.id, offerId))
  if (offer === undefined || offer.state !== 'published' || offer.archivedAt !== null) return true
  if (windowIssue(offer, ctx.now()) !== null) return true
  return offer.limit !== null && (offer.taken ?? 0) >= offer.limit
}

async function wasTold(ctx: Ctx, tx: Tx, checkout: Checkout): Promise<boolean> {
  const [told] = await tx
    .select({ id: checkouts.checkoutId })
    .from(checkouts)
    .where(
      and(
        eq(checkouts.accountId, checkout.accountId),
        eq(checkouts.offerId, checkout.offerId),
        isPerson(checkouts, checkout),
        gt(checkouts.toldAt, new Date(ctx.now().getTime() - TOLD_BEFORE_MS)),
      ),
    )
    .limit(1)
  return told !== undefined
}

/** Whoever asked one store of the producer to stop asked for all of them, by either address. */
const leftUs = (tx: Tx, { accountId, email, phone }: Checkout) =>
  some(
    tx,
    sql`select from ${contacts} where ${contacts.accountId} = ${accountId}
      and (${contacts.phone} = ${email?.toLowerCase() ?? null} or ${contacts.phone} = ${phone})
      and coalesce(${contacts.optedOutAt}, ${contacts.blockedAt}, ${contacts.suppressedAt}) is not null`,
  )

/** The lead that this cart's messages take the place of. */
async function leadOf(ctx: Ctx, tx: Tx, checkout: Checkout): Promise<Id<'lead'> | null> {
  const [lead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(
      and(
        ...[eq(leads.accountId, checkout.accountId), eq(leads.offerId, checkout.offerId)],
        ...[eq(leads.kind, 'lead'), isPerson(leads, checkout)],
        ...[isNull(leads.threadSaleId), isNull(leads.convertedAt), isNull(leads.erasedAt)],
        gt(leads.lastSeenAt, new Date(ctx.now().getTime() - LEAD_MS)),
      ),
    )
    .orderBy(desc(leads.id))
    .limit(1)
  return lead?.id ?? null
}
