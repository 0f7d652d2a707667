// lib/leads/forget-checkouts.ts
import { and, eq, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checkouts } from '@/db/schema/leads'
import { outbox } from '@/db/schema/platform'
import type { Ctx, Tools } from '@/lib/platform/context'
import { recordFacts } from '@/lib/platform/outbox'
import { isPerson, type Person } from './person'

/** Contacts of checkouts that became nothing are forgotten so long after their last touch. */
const KEPT_MS = 30 * 86_400_000
const BATCH = 500

const NOBODY = { name: null, email: null, emailKey: null, phone: null, tracking: {} }

/**
 * Rows that nobody was told of go whole. Of one that was told, and of one that became a sale, the
 * thread stays and the person goes; what else was written of them is scrubbed by the fact.
 */
export async function forgetCheckouts({
  db,
  now,
  newId,
}: Tools): Promise<{ readonly more: boolean }> {
  const old = lte(checkouts.touchedAt, new Date(now().getTime() - KEPT_MS))
  return db.transaction(async (tx) => {
    const due = await tx
      .select({
        ...{ accountId: checkouts.accountId, checkoutId: checkouts.checkoutId },
        ...{ state: checkouts.state, saleId: checkouts.saleId },
      })
      .from(checkouts)
      .where(and(old, or(isNotNull(checkouts.email), isNotNull(checkouts.phone))))
      .limit(BATCH)
      .for('update', { skipLocked: true })
    if (due.length === 0) return { more: false }
    const told = due.filter(({ state }) => state === 'told')
    const untold = due.filter(({ state }) => state !== 'told')
    await tx.delete(checkouts).where(among(untold))
    await tx.update(checkouts).set(NOBODY).where(among(told))
    const lost = told.filter(({ saleId }) => saleId === null)
    if (lost.length > 0) {
      await tx.insert(outbox).values(
        lost.map(({ accountId, checkoutId }) => ({
          ...{ id: newId('fact'), accountId, name: 'checkout.forgotten' },
          ...{ payload: { checkoutId }, createdAt: now() },
        })),
      )
    }
    return { more: due.length === BATCH }
  })
}

/** The carts of somebody who is erased, before their month is over. What became a sale is the sale's. */
export async function forgetCartsOf(ctx: Ctx, tx: Tx, person: Person): Promise<void> {
  const { accountId, offerId } = person
  const unsold = and(
    ...[eq(checkouts.accountId, accountId), eq(checkouts.offerId, offerId)],
    ...[isNull(checkouts.saleId), isPerson(checkouts, person)],
  )
  await tx.delete(checkouts).where(and(unsold, ne(checkouts.state, 'told')))
  const told = await tx
    .update(checkouts)
    .set(NOBODY)
    .where(unsold)
    .returning({ checkoutId: checkouts.checkoutId })
  const facts = told.map((payload) => ({ name: 'checkout.forgotten', payload }))
  await recordFacts(ctx, tx, facts)
}

type Named = Pick<typeof checkouts.$inferSelect, 'accountId' | 'checkoutId'>

const among = (rows: readonly Named[]) =>
  rows.length === 0
    ? sql`false`
    : or(
        ...rows.map(({ accountId, checkoutId }) =>
          and(eq(checkouts.accountId, accountId), eq(checkouts.checkoutId, checkoutId)),
        ),
      )
