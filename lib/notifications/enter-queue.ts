// lib/notifications/enter-queue.ts
import { and, asc, eq, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { moveMessages } from './move-message'
import type { Instance } from './pace'
import { findChannel } from './registry'

const AT_ONCE = 500

/** A sender that lost its line; one that a person paused only waits. */
export const OFF = ['disconnected', 'logged_out', 'blocked'] as const

const isPending = inArray(messages.state, ['scheduled', 'queued'])

/** What a queue takes over, and what of it is due by now. In the transaction that holds its row. */
export async function enterQueue(ctx: Ctx, tx: Tx, instance: Instance): Promise<void> {
  const { id, state } = instance
  await adoptOrphans(ctx, tx, id)
  if (state === 'connected') await fetchStrays(ctx, tx, id)
  await standIn(ctx, tx, instance)
  const due = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, id),
        eq(messages.state, 'scheduled'),
        lte(messages.sendAfter, ctx.now()),
      ),
    )
    .orderBy(asc(messages.sendAfter), asc(messages.id))
    .limit(AT_ONCE)
    .for('update', { skipLocked: true })
  await moveMessages(ctx, tx, { ids: due.map((one) => one.id), from: 'scheduled', to: 'queued' })
}

/** What its stores left without a sender becomes its own; a notification's own sender goes first. */
async function adoptOrphans(ctx: Ctx, tx: Tx, id: Id<'instance'>) {
  const orphans = await tx
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .leftJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .where(
      and(
        isPending,
        isNull(messages.instanceId),
        eq(messages.accountId, ctx.actor.accountId),
        eq(sql`coalesce(${rules.instanceId}, ${stores.instanceId})`, id),
      ),
    )
    .orderBy(asc(messages.id))
    .limit(AT_ONCE)
    .for('update', { of: messages, skipLocked: true })
  await take(tx, id, orphans)
}

/**
 * Due while the first sender of its store is off: the second one sends it. Not what a person gave
 * a sender of its own: that one would have it handed back at once. Nor what it has no address for.
 */
async function standIn(ctx: Ctx, tx: Tx, { id, channel }: Instance) {
  const address = findChannel(channel)?.addressing === 'email' ? messages.email : messages.to
  const first = alias(instances, 'first')
  const left = await tx
    .select({ id: messages.id })
    .from(stores)
    .innerJoin(first, and(eq(first.id, stores.instanceId), inArray(first.state, [...OFF])))
    .innerJoin(messages, and(eq(messages.instanceId, first.id), eq(messages.storeId, stores.id)))
    .leftJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .where(
      and(
        eq(stores.accountId, ctx.actor.accountId),
        eq(stores.fallbackInstanceId, id),
        isNull(rules.instanceId),
        isNotNull(address),
        isPending,
        lte(messages.sendAfter, ctx.now()),
        or(isNull(messages.heldUntil), lte(messages.heldUntil, ctx.now())),
      ),
    )
    .orderBy(asc(messages.sendAfter), asc(messages.id))
    .limit(AT_ONCE)
    .for('update', { of: messages, skipLocked: true })
  await take(tx, id, left)
}

/**
 * Due, and left behind at a sender that is off, though its store or its notification has this one
 * by now: a number that was lost is replaced, and whoever waits there would wait for ever.
 */
async function fetchStrays(ctx: Ctx, tx: Tx, id: Id<'instance'>) {
  const other = alias(instances, 'other')
  const strays = await tx
    .select({ id: messages.id })
    .from(other)
    .innerJoin(messages, eq(messages.instanceId, other.id))
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .leftJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .where(
      and(
        eq(other.accountId, ctx.actor.accountId),
        inArray(other.state, [...OFF]),
        ne(other.id, id),
        eq(sql`coalesce(${rules.instanceId}, ${stores.instanceId})`, id),
        isPending,
        lte(messages.sendAfter, ctx.now()),
      ),
    )
    .orderBy(asc(messages.sendAfter), asc(messages.id))
    .limit(AT_ONCE)
    .for('update', { of: messages, skipLocked: true })
  await take(tx, id, strays)
}

async function take(tx: Tx, id: Id<'instance'>, found: readonly { readonly id: Id<'message'> }[]) {
  if (found.length === 0) return
  const ids = found.map((one) => one.id)
  await tx.update(messages).set({ instanceId: id }).where(inArray(messages.id, ids))
}
