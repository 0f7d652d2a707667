// lib/notifications/watch-queues.ts
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { raiseAlert, resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import { soonestOf } from './eta'

const PATIENCE_MS = 10 * 60_000
const LOOKED_AT = 20

export type Watched = { readonly id: Id<'instance'>; readonly accountId: Id<'account'> }

/** Senders with something long due, and those somebody was told about. */
export async function listQueuesToWatch({ db, now }: Tools): Promise<Watched[]> {
  const due = new Date(now().getTime() - PATIENCE_MS)
  const waiting = await db
    .selectDistinct({ id: instances.id, accountId: instances.accountId })
    .from(messages)
    .innerJoin(instances, eq(instances.id, messages.instanceId))
    .where(
      and(
        inArray(messages.state, ['scheduled', 'queued']),
        lt(messages.sendAfter, due),
        or(isNull(messages.heldUntil), lt(messages.heldUntil, due)),
        isNull(instances.pausedAt),
        eq(instances.state, 'connected'),
      ),
    )
    .limit(500)
  const told = await db
    .select({ id: alerts.instanceId, accountId: alerts.accountId })
    .from(alerts)
    .where(and(eq(alerts.kind, 'queue_stuck'), isNull(alerts.resolvedAt)))
    .limit(500)
  const all = [...waiting, ...told.flatMap(({ id, accountId }) => (id ? [{ id, accountId }] : []))]
  return [...new Map(all.map((each) => [each.id, each])).values()]
}

/**
 * A queue stands still when something could have left ten minutes ago, nothing of its sender's own
 * holds it, and nothing was handed over since.
 */
export async function watchQueue(ctx: Ctx<'job'>, { id }: Watched): Promise<'stuck' | 'fine'> {
  const stuck = await standsStill(ctx, id)
  const subject = { kind: 'queue_stuck', key: id } as const
  const [open] = await ctx.db
    .select({ detail: alerts.detail })
    .from(alerts)
    .where(
      and(
        eq(alerts.accountId, ctx.actor.accountId),
        eq(alerts.kind, subject.kind),
        eq(alerts.key, id),
        isNull(alerts.resolvedAt),
      ),
    )
  if (stuck === null) {
    if (open !== undefined) {
      await ctx.db.transaction((tx) =>
        resolveAlert(ctx, tx, { ...subject, resolver: ctx.actor.name }),
      )
    }
    return 'fine'
  }
  if (open === undefined) {
    const detail = { messageId: stuck.id, since: stuck.sendAfter.toISOString() }
    await ctx.db.transaction((tx) => raiseAlert(ctx, tx, { ...subject, instanceId: id, detail }))
  }
  return 'stuck'
}

async function standsStill(ctx: Ctx<'job'>, id: Id<'instance'>) {
  const now = ctx.now()
  const ofSender = and(eq(messages.instanceId, id), eq(messages.accountId, ctx.actor.accountId))
  const [sender] = await ctx.db.select().from(instances).where(eq(instances.id, id))
  if (sender === undefined || sender.pausedAt !== null || sender.state !== 'connected') return null
  const [last] = await ctx.db
    .select({ at: messages.claimedAt })
    .from(messages)
    .where(and(ofSender, isNotNull(messages.claimedAt)))
    .orderBy(desc(messages.claimedAt))
    .limit(1)
  const patience = PATIENCE_MS + sender.intervalMs
  const moved = Math.max(last?.at?.getTime() ?? 0, sender.connectedAt?.getTime() ?? 0)
  if (now.getTime() - moved < patience) return null
  const waiting = await ctx.db
    .select()
    .from(messages)
    .where(
      and(
        ofSender,
        inArray(messages.state, ['scheduled', 'queued']),
        lt(messages.sendAfter, new Date(now.getTime() - patience)),
      ),
    )
    .orderBy(asc(messages.sendAfter))
    .limit(LOOKED_AT)
  const free = waiting.find(
    (each) => each.validUntil > now && soonestOf(sender, each, now) === null,
  )
  return free ?? null
}
