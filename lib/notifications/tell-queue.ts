// lib/notifications/tell-queue.ts
import { and, eq, inArray, isNull, min, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'

/** A message that waits, and through which sender it wants to leave. */
export type DueAt = {
  readonly instanceId: Id<'instance'>
  /** Stands in for a sender that is off. */
  readonly fallbackId?: Id<'instance'> | null
  readonly at: Date
}

/** Whatever waits of one thread, told to the queues it waits in. */
export async function tellOfThread(ctx: Ctx, tx: Tx, threadId: Id<'thread'>): Promise<void> {
  const instanceId = sql<Id<'instance'> | null>`coalesce(${messages.instanceId}, ${stores.instanceId})`
  const waiting = await tx
    .select({ instanceId, fallbackId: stores.fallbackInstanceId, at: min(messages.sendAfter) })
    .from(messages)
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .where(and(eq(messages.threadId, threadId), inArray(messages.state, ['scheduled', 'queued'])))
    .groupBy(instanceId, stores.fallbackInstanceId)
  const due = waiting.flatMap(({ instanceId: id, fallbackId, at }) =>
    id === null || at === null ? [] : [{ instanceId: id, fallbackId, at }],
  )
  await tellQueues(ctx, tx, due)
}

/**
 * In the transaction that writes messages down: a queue is woken only when it is needed earlier
 * than it already will be. Nobody asks for a run a message.
 */
export async function tellQueues(ctx: Ctx, tx: Tx, due: readonly DueAt[]): Promise<void> {
  if (due.length === 0) return
  const earliest = earliestOf(due, await listAble(tx, due))
  // In the order of their names, so that two that tell the same queues never wait in a circle.
  for (const [instanceId, at] of [...earliest].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await shareQueue(tx, instanceId)
    const [told] = await tx
      .update(instances)
      .set({ wakeAt: sql`greatest(${at.toISOString()}::timestamptz, ${instances.idleUntil})` })
      .where(
        and(
          eq(instances.id, instanceId),
          ABLE,
          sql`(${instances.wakeAt} is null or
            ${instances.wakeAt} > greatest(${at.toISOString()}::timestamptz, ${instances.idleUntil}))`,
        ),
      )
      .returning({ id: instances.id })
    if (told === undefined) continue
    await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId } })
  }
}

/** It would send: whoever brings it back wakes it then. */
const ABLE = and(
  eq(instances.state, 'connected'),
  isNull(instances.pausedAt),
  isNull(instances.reviewSince),
)

async function listAble(tx: Tx, due: readonly DueAt[]): Promise<ReadonlySet<string>> {
  const ids = due.flatMap(({ instanceId, fallbackId }) => [instanceId, fallbackId ?? instanceId])
  const able = await tx
    .select({ id: instances.id })
    .from(instances)
    .where(and(inArray(instances.id, [...new Set(ids)]), ABLE))
  return new Set(able.map(({ id }) => id))
}

function earliestOf(due: readonly DueAt[], able: ReadonlySet<string>) {
  const earliest = new Map<Id<'instance'>, Date>()
  for (const { instanceId, fallbackId, at } of due) {
    const id = able.has(instanceId) ? instanceId : fallbackId
    if (id === null || id === undefined || !able.has(id)) continue
    const known = earliest.get(id)
    if (known === undefined || at < known) earliest.set(id, at)
  }
  return earliest
}

const lockName = (id: Id<'instance'>) => sql`hashtextextended(${id}, 7)`

/** Whoever writes messages down may do so beside others, but not while the queue makes its plan. */
const shareQueue = (tx: Tx, id: Id<'instance'>) =>
  tx.execute(sql`select pg_advisory_xact_lock_shared(${lockName(id)})`)

/**
 * Until the end of the transaction nobody is between reading when the queue wakes and committing a
 * message: a plan that is made now misses none of them. Taken before the instance's row.
 */
export const ownQueue = (tx: Tx, id: Id<'instance'>) =>
  tx.execute(sql`select pg_advisory_xact_lock(${lockName(id)})`)
