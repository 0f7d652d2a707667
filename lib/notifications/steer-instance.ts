// lib/notifications/steer-instance.ts
import { and, asc, eq, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed, type Task } from '@/lib/platform/permissions'
import { findRow } from './instance-views'
import { InstanceId } from './messages-query'
import { moveMessage } from './move-message'
import { openSender } from './open-sender'
import type { Instance } from './pace'
import { findChannel } from './registry'

export type InstanceError = {
  readonly code:
    | 'instance_not_found'
    | 'not_allowed'
    | 'risk_not_accepted'
    | 'still_disconnected'
    | 'nothing_waiting'
}
type Done = Result<null, InstanceError>
type Asked = { readonly instanceId: Id<'instance'> }

/** Nothing more leaves, or it goes on; what waits keeps waiting and its time keeps running. */
export const pauseInstance = (
  ctx: Ctx<'member'>,
  { instanceId, paused }: Asked & { readonly paused: boolean },
): Promise<Done> =>
  change(ctx, instanceId, {
    task: 'work',
    to: () => ({ pausedAt: paused ? ctx.now() : null, pausedCause: paused ? 'person' : null }),
    fact: paused ? 'instance.paused' : 'instance.waiting',
  })

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const optionalClock = z.union([Clock, z.literal('').transform(() => null)]).nullable()

export const EditInstanceInput = z.object({
  instanceId: InstanceId,
  name: z.string().trim().min(2).max(60),
  intervalSeconds: z.coerce.number().int().min(0).max(3_600),
  jitterPercent: z.coerce.number().int().min(0).max(50),
  /** Empty is as many as the channel lets through. */
  dailyCap: z.union([
    z.literal('').transform(() => null),
    z.coerce.number().int().min(1).max(4_320),
  ]),
  quietFrom: optionalClock,
  quietTo: optionalClock,
  perRecipientDaily: z.coerce.number().int().min(1).max(20),
  sendCodeApart: z.boolean(),
  /** Said by whoever goes below what protects an unofficial number. */
  acceptRisk: z.boolean().default(false),
})
export type EditInstance = z.output<typeof EditInstanceInput>

/** Faster than this and WhatsApp may take an unofficial number away. */
export const SAFE_INTERVAL_SECONDS = 20

export async function editInstance(ctx: Ctx<'member'>, edit: EditInstance): Promise<Done> {
  const { instanceId, intervalSeconds, acceptRisk, ...rest } = edit
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  const unofficial = findChannel(row.channel)?.official === false
  if (unofficial && intervalSeconds < SAFE_INTERVAL_SECONDS && !acceptRisk) {
    return err({ code: 'risk_not_accepted' })
  }
  const quiet = rest.quietFrom === null || rest.quietTo === null
  const window = quiet ? { quietFrom: null, quietTo: null } : {}
  return change(ctx, instanceId, {
    task: 'settings',
    to: () => ({ ...rest, ...window, intervalMs: intervalSeconds * 1_000 }),
    fact: 'instance.waiting',
  })
}

/** Off for longer than this and a person looks at the queue before it goes on. */
const LOOK_FIRST_MS = 30 * 60_000

/** Asks the channel again. After a long time off the queue is held until somebody says go. */
export async function reconnectInstance(ctx: Ctx<'member'>, { instanceId }: Asked): Promise<Done> {
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const asked = await openSender(ctx, row).sender.check(ctx)
  if (asked.kind !== 'connected') return err({ code: 'still_disconnected' })
  const longOff = ctx.now().getTime() - row.changedAt.getTime() > LOOK_FIRST_MS
  return change(ctx, instanceId, {
    task: 'work',
    to: () => ({
      state: 'connected' as const,
      stateCause: null,
      lastError: null,
      heldUntil: null,
      failuresInRow: 0,
      changedAt: ctx.now(),
      ...(longOff &&
        row.state !== 'connected' && { pausedAt: ctx.now(), pausedCause: 'reconnected' }),
    }),
    fact: 'instance.waiting',
  })
}

/** After a long time off: what waited is old news, and is not sent. */
export async function discardQueue(ctx: Ctx<'member'>, { instanceId }: Asked): Promise<Done> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  if ((await findRow(ctx, instanceId)) === null) return err({ code: 'instance_not_found' })
  const discarded = await ctx.db.transaction(async (tx) => {
    const waiting = await tx
      .select({ id: messages.id, state: messages.state })
      .from(messages)
      .where(and(eq(messages.instanceId, instanceId), isOverdue(ctx.now())))
      .orderBy(asc(messages.id))
      .for('update', { skipLocked: true })
    for (const { id, state } of waiting) {
      const reason = { reason: 'stale_after_reconnect' } as const
      await moveMessage(ctx, tx, { id, from: state, to: 'canceled', ...reason })
    }
    return waiting.length
  })
  if (discarded === 0) return err({ code: 'nothing_waiting' })
  return pauseInstance(ctx, { instanceId, paused: false })
}

/** What would have left by now; nobody moves it into the queue of a number that is off. */
const isOverdue = (now: Date) =>
  or(
    eq(messages.state, 'queued'),
    and(eq(messages.state, 'scheduled'), lte(messages.sendAfter, now)),
  )

type Change = {
  readonly task: Task
  readonly to: (row: Instance) => Partial<typeof instances.$inferInsert>
  readonly fact: string
}

async function change(ctx: Ctx<'member'>, id: Id<'instance'>, { task, to, fact }: Change) {
  if (notAllowed(ctx, task)) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, id)
  if (row === null) return err({ code: 'instance_not_found' })
  await ctx.db.transaction(async (tx) => {
    await tx.update(instances).set(to(row)).where(eq(instances.id, id))
    await recordFact(ctx, tx, { name: fact, payload: { instanceId: id } })
  })
  return ok(null)
}
