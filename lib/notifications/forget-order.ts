// lib/notifications/forget-order.ts
import { and, asc, eq, inArray, isNull, like, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import { messages } from '@/db/schema/notifications'
import { threadOrders } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { PENDING } from './decide'
import { moveMessage } from './move-message'

type Order = {
  readonly storeId: Id<'store'>
  readonly kind: 'transaction' | 'cart'
  readonly key: string
}

const NOBODY = { customerName: null, customerEmail: null, phone: null, checkoutUrl: null }

/**
 * Whoever it was is not written to any more, and nothing here says who it was. What was sent still
 * counts as sent.
 */
export async function forgetMessagesOf(ctx: Ctx, tx: Tx, { storeId, kind, key }: Order) {
  const ofOrder = and(
    ...[eq(messages.accountId, ctx.actor.accountId), eq(messages.storeId, storeId)],
    ...[eq(messages.orderKind, kind), eq(messages.orderKey, key)],
  )
  const pending = await tx
    .select({ id: messages.id, state: messages.state })
    .from(messages)
    .where(and(ofOrder, inArray(messages.state, [...PENDING])))
    .orderBy(asc(messages.id))
    .for('update')
  for (const { id, state } of pending) {
    await moveMessage(ctx, tx, { id, from: state, to: 'canceled', reason: 'canceled_by_user' })
  }
  await tx
    .update(messages)
    .set({ customerName: null, to: null, email: null, body: null, variables: null })
    .where(ofOrder)
  await tx
    .update(threadOrders)
    .set({ snapshot: sql`${threadOrders.snapshot} || ${JSON.stringify(NOBODY)}::jsonb` })
    .where(
      and(
        ...[eq(threadOrders.storeId, storeId), eq(threadOrders.kind, kind)],
        eq(threadOrders.key, key),
      ),
    )
}

/** An address that is known for nothing but what it said in a form; a wish not to be written to is kept. */
export async function forgetLeadConsent(ctx: Ctx, tx: Tx, addresses: readonly string[]) {
  if (addresses.length === 0) return
  await tx
    .delete(contacts)
    .where(
      and(
        ...[eq(contacts.accountId, ctx.actor.accountId), inArray(contacts.phone, [...addresses])],
        ...[isNull(contacts.optedOutAt), isNull(contacts.blockedAt), isNull(contacts.suppressedAt)],
        ...[isNull(contacts.lastInboundAt), like(contacts.consentSource, 'lead:%')],
      ),
    )
}
