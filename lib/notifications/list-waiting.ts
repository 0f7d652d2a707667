// lib/notifications/list-waiting.ts
import { and, eq, exists, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { OFF } from './enter-queue'

export type Waiting = { readonly instanceId: Id<'instance'>; readonly accountId: Id<'account'> }

/** Whoever was told has come by then. */
const FORGOTTEN_MS = 15_000
const AT_ONCE = 1_000

/**
 * Queues with something due that nobody is about to send: a lost wake-up repairs itself within a
 * minute, and a store that got a sender, or whose first one is off, is found here.
 */
export async function listWaiting({ db, now }: Tools): Promise<readonly Waiting[]> {
  const at = now()
  const before = new Date(at.getTime() - FORGOTTEN_MS)
  const who = { instanceId: instances.id, accountId: instances.accountId }
  const due = and(
    inArray(messages.state, ['scheduled', 'queued']),
    lte(messages.sendAfter, before),
    or(isNull(messages.heldUntil), lte(messages.heldUntil, before)),
  )
  const idle = and(
    eq(instances.state, 'connected'),
    isNull(instances.pausedAt),
    isNull(instances.reviewSince),
    or(isNull(instances.idleUntil), lte(instances.idleUntil, before)),
    // Somebody is at work there; who only rests is woken all the same.
    sql`not coalesce(${instances.pumpSleepsUntil} is null and ${instances.pumpUntil} > ${at.toISOString()}, false)`,
  )
  const one = db.select({ is: sql`1` }).from(messages)
  const own = await db
    .select(who)
    .from(instances)
    .where(and(idle, exists(one.where(and(eq(messages.instanceId, instances.id), due)))))
    .limit(AT_ONCE)
  const orphaned = await db
    .selectDistinct(who)
    .from(messages)
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .leftJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .innerJoin(
      instances,
      eq(instances.id, sql`coalesce(${rules.instanceId}, ${stores.instanceId})`),
    )
    .where(and(isNull(messages.instanceId), due, idle))
    .limit(AT_ONCE)
  const first = alias(instances, 'first')
  const left = await db
    .selectDistinct(who)
    .from(stores)
    .innerJoin(first, and(eq(first.id, stores.instanceId), inArray(first.state, [...OFF])))
    .innerJoin(instances, eq(instances.id, stores.fallbackInstanceId))
    .innerJoin(messages, and(eq(messages.instanceId, first.id), eq(messages.storeId, stores.id)))
    .leftJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .where(and(isNull(rules.instanceId), due, idle))
    .limit(AT_ONCE)
  const strayed = await db
    .selectDistinct(who)
    .from(first)
    .innerJoin(messages, eq(messages.instanceId, first.id))
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .leftJoin(rules, and(eq(rules.storeId, messages.storeId), eq(rules.code, messages.rule)))
    .innerJoin(
      instances,
      eq(instances.id, sql`coalesce(${rules.instanceId}, ${stores.instanceId})`),
    )
    .where(and(inArray(first.state, [...OFF]), ne(first.id, instances.id), due, idle))
    .limit(AT_ONCE)
  const all = [...own, ...orphaned, ...left, ...strayed]
  return [...new Map(all.map((waiting) => [waiting.instanceId, waiting])).values()]
}
