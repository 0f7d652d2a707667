// lib/purchases/record-purchase.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { keepOrigin } from './keep-origin'
import type { Purchase } from './purchase'
import { toRow } from './purchase-row'

export type PurchaseSource = {
  readonly storeId: Id<'store'>
  readonly platform: string
  readonly deliveryKey: string
  readonly mapperVersion: number
  readonly receivedAt: Date
  readonly postbackId?: Id<'postback'>
  readonly saleId?: Id<'sale'>
}

export type Recorded = {
  readonly id: Id<'purchase'>
  /** `seen` was there already: its contents are refreshed and it is told only if it is other news. */
  readonly outcome: 'new' | 'changed' | 'seen'
}

/**
 * Whether the fact is told: of what is news, of what was seen before too because a person asked for
 * it or because other bytes may bring what the first ones had not (`always`), or `quietly` because
 * it is old: the order's path learns of it, takes back what it overtakes, and says nothing itself.
 */
export type Tell = 'news' | 'always' | 'quietly'

type Input = {
  readonly purchase: Purchase
  readonly source: PurchaseSource
  readonly tell?: Tell
}

/**
 * Inside the caller's transaction: the row, and the fact that it came. A delivery that was read
 * before keeps its row and its id, so that no message of it can be made twice.
 */
export async function recordPurchase(ctx: Ctx, tx: Tx, input: Input): Promise<Recorded> {
  const { purchase, source, tell = 'news' } = input
  const row = toRow(purchase)
  const id = ctx.newId('purchase')
  const [inserted] = await tx
    .insert(purchaseEvents)
    .values({ id, accountId: ctx.actor.accountId, ...source, ...row, createdAt: ctx.now() })
    .onConflictDoNothing({ target: [purchaseEvents.storeId, purchaseEvents.deliveryKey] })
    .returning({ id: purchaseEvents.id })
  const recorded: Recorded =
    inserted === undefined ? await refresh(tx, source, row) : { id, outcome: 'new' }
  const { accountId } = ctx.actor
  if (!row.test) await keepOrigin(tx, { accountId, storeId: source.storeId, ...row })
  if (tell !== 'news' || recorded.outcome !== 'seen') {
    const payload = { purchaseId: recorded.id, ...(tell === 'quietly' && { quiet: 'yes' }) }
    await recordFact(ctx, tx, { name: `purchase.${row.event}`, payload })
  }
  return recorded
}

async function refresh(
  tx: Tx,
  { storeId, deliveryKey, mapperVersion }: PurchaseSource,
  row: ReturnType<typeof toRow>,
): Promise<Recorded> {
  const [before] = await tx
    .select({ id: purchaseEvents.id, event: purchaseEvents.event })
    .from(purchaseEvents)
    .where(and(eq(purchaseEvents.storeId, storeId), eq(purchaseEvents.deliveryKey, deliveryKey)))
    .for('update')
  invariant(before, 'what could not be inserted is there')
  await tx
    .update(purchaseEvents)
    .set({ ...row, mapperVersion })
    .where(eq(purchaseEvents.id, before.id))
  return { id: before.id, outcome: before.event === row.event ? 'seen' : 'changed' }
}
