// lib/notifications/instance-views.ts
import { and, asc, desc, eq, gte, inArray, isNull, lt } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { stores } from '@/db/schema/stores'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type Eta, etasOf } from './eta'
import { STATE_GROUPS } from './messages-query'
import { capOf, type Instance, sentTodayOf } from './pace'
import { QUEUE_ORDER } from './pick-next'
import { findChannel } from './registry'
import { type MessageView, select, toViews } from './views'

type Reader = Ctx<'member' | 'api' | 'job'>

/** A sender as a page shows it: never what is sealed. */
export type InstanceView = Omit<
  Instance,
  'accountId' | 'sealedSettings' | 'pumpRun' | 'pumpUntil' | 'pumpSleepsUntil' | 'sentToday'
> & {
  readonly channelLabel: string
  readonly official: boolean
  readonly embedded: boolean
  readonly addressing: 'phone' | 'email'
  readonly windowed: boolean
  readonly pairs: boolean
  readonly sentToday: number
  readonly cap: number | null
  readonly stores: readonly { readonly id: Id<'store'>; readonly name: string }[]
}

const MAX_INSTANCES = 100
/** More than this is said as "many": a page never counts a table. */
export const COUNTED = 1_000

export async function listInstances(ctx: Reader): Promise<readonly InstanceView[]> {
  const rows = await ctx.db
    .select()
    .from(instances)
    .where(and(eq(instances.accountId, ctx.actor.accountId), isNull(instances.removedAt)))
    .orderBy(desc(instances.id))
    .limit(MAX_INSTANCES)
  return withStores(ctx, rows)
}

export async function findInstance(ctx: Reader, id: Id<'instance'>): Promise<InstanceView | null> {
  const row = await findRow(ctx, id)
  const [view] = row === null ? [] : await withStores(ctx, [row])
  return view ?? null
}

export async function findRow(ctx: Reader, id: Id<'instance'>): Promise<Instance | null> {
  const [row] = await ctx.db
    .select()
    .from(instances)
    .where(
      and(
        ...[eq(instances.id, id), eq(instances.accountId, ctx.actor.accountId)],
        isNull(instances.removedAt),
      ),
    )
  return row ?? null
}

async function withStores(ctx: Reader, rows: readonly Instance[]): Promise<InstanceView[]> {
  if (rows.length === 0) return []
  const linked = await ctx.db
    .select({ id: stores.id, name: stores.name, instanceId: stores.instanceId })
    .from(stores)
    .where(
      and(
        eq(stores.accountId, ctx.actor.accountId),
        inArray(
          stores.instanceId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(stores.name))
    .limit(MAX_INSTANCES)
  const now = ctx.now()
  return rows.map((row) => {
    const { accountId, sealedSettings, pumpRun, pumpUntil, pumpSleepsUntil, ...shown } = row
    const channel = findChannel(row.channel)
    return {
      ...shown,
      channelLabel: channel?.label ?? row.channel,
      official: channel?.official ?? true,
      embedded: channel?.embedded ?? false,
      addressing: channel?.addressing ?? 'phone',
      windowed: channel?.windowed ?? false,
      pairs: channel?.pairs ?? false,
      sentToday: sentTodayOf(row, now),
      cap: capOf(row, now),
      stores: linked.filter(({ instanceId }) => instanceId === row.id),
    }
  })
}

export type QueueView = {
  readonly instance: InstanceView
  /** In the order in which they will leave. */
  readonly waiting: readonly (MessageView & { readonly eta: Eta })[]
  readonly counts: {
    readonly waiting: number
    readonly sending: number
    readonly sent: number
    readonly unsent: number
  }
  readonly nextAt: Date | null
  readonly lastAt: Date | null
}

const SIMULATED = 300

/** The queue of one sender with the time at which each message will leave. */
export async function findQueue(
  ctx: Reader,
  id: Id<'instance'>,
  { limit = 50 }: { limit?: number } = {},
): Promise<QueueView | null> {
  const row = await findRow(ctx, id)
  const instance = row && (await findInstance(ctx, id))
  if (row === null || instance === null) return null
  const pending = await select(
    ctx,
    and(eq(messages.instanceId, id), inArray(messages.state, [...STATE_GROUPS.waiting])),
  )
    .orderBy(...QUEUE_ORDER)
    .limit(SIMULATED)
  const etas = etasOf(
    row,
    pending.map(({ message }) => message),
    ctx.now(),
  )
  const etaOf = (one: Id<'message'>): Eta => etas.get(one) ?? { at: null, cause: 'off', ahead: 0 }
  const leaving = (m: { readonly id: Id<'message'> }) => etaOf(m.id).at?.getTime() ?? Infinity
  const inOrder = pending.sort((a, b) => leaving(a.message) - leaving(b.message) || 0)
  const views = await toViews(ctx, inOrder.slice(0, limit))
  const counts = await countsOf(ctx, id)
  const beyond = counts.waiting - pending.length
  return {
    instance,
    waiting: views.map((view) => ({ ...view, eta: etaOf(view.id) })),
    counts: { ...counts, sent: instance.sentToday },
    nextAt: etaOf(inOrder[0]?.message.id ?? 'msg_').at,
    lastAt: lastOf(row, etaOf(inOrder.at(-1)?.message.id ?? 'msg_').at, beyond, ctx.now()),
  }
}

const DAY_MS = 86_400_000

/** Behind those that were walked the rest follows at the mean pace, and no more a day than the cap. */
function lastOf(instance: Instance, walked: Date | null, beyond: number, now: Date): Date | null {
  if (walked === null || beyond <= 0) return walked
  const cap = capOf(instance, now)
  const days = cap === null ? 0 : (beyond / cap) * DAY_MS
  return new Date(walked.getTime() + Math.max(beyond * instance.intervalMs, days))
}

async function countsOf(ctx: Reader, id: Id<'instance'>) {
  const midnight = instantAt(localDateOf(ctx.now()), '00:00')
  const some = (group: 'waiting' | 'sending' | 'unsent') =>
    ctx.db
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.instanceId, id),
          inArray(messages.state, [...STATE_GROUPS[group]]),
          group === 'unsent' ? gte(messages.decidedAt, midnight) : undefined,
        ),
      )
      .limit(COUNTED)
  const [waiting, sending, unsent] = await Promise.all([
    some('waiting'),
    some('sending'),
    some('unsent'),
  ])
  return { waiting: waiting.length, sending: sending.length, unsent: unsent.length }
}

/** What was decided today, newest first: the lower part of the queue's page. */
export async function listDecided(
  ctx: Reader,
  id: Id<'instance'>,
  { limit, before }: { readonly limit: number; readonly before?: Id<'message'> },
): Promise<readonly MessageView[]> {
  const decided = [...STATE_GROUPS.sent, ...STATE_GROUPS.unsent]
  const found = await select(
    ctx,
    and(
      eq(messages.instanceId, id),
      inArray(messages.state, decided),
      before && lt(messages.id, before),
    ),
  )
    .orderBy(desc(messages.decidedAt))
    .limit(limit)
  return toViews(ctx, found)
}
