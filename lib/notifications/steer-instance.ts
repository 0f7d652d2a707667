// lib/notifications/steer-instance.ts
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { instances } from '@/db/schema/instances'
import { resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { type AuditAction, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed, type Task } from '@/lib/platform/permissions'
import { findRow } from './instance-views'
import { InstanceId } from './messages-query'
import { openSender } from './open-sender'
import type { Instance } from './pace'
import { findChannel } from './registry'
import { turnInstance } from './turn-instance'

export type InstanceError = {
  readonly code:
    | 'instance_not_found'
    | 'not_allowed'
    | 'risk_not_accepted'
    | 'still_disconnected'
    | 'not_under_review'
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
    action: paused ? 'instance.paused' : 'instance.resumed',
  })

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const optionalClock = z.union([Clock, z.literal('').transform(() => null)]).nullable()

/** What differs on a weekday, Sunday is 0: no silence, the whole day, or hours of its own. */
const QuietDay = z.union([
  z.null(),
  z.literal('all'),
  z.strictObject({ from: Clock, to: Clock }).refine(({ from, to }) => from !== to),
])
const WEEKDAYS = ['0', '1', '2', '3', '4', '5', '6'] as const

const DAILY_MOST = 4_320
const PLAN_DAYS = 60

/** `50, 80, 120`: how many on each of its first days. Empty is our own proposal. */
const WarmUpPlan = z
  .string()
  .trim()
  .transform((text) => (text === '' ? [] : text.split(/[\s,;]+/).map(Number)))
  .pipe(z.array(z.number().int().min(1).max(DAILY_MOST)).max(PLAN_DAYS))
  .transform((plan) => (plan.length === 0 ? null : plan))

export const EditInstanceInput = z.object({
  instanceId: InstanceId,
  name: z.string().trim().min(2).max(60),
  intervalSeconds: z.coerce.number().int().min(0).max(3_600),
  jitterPercent: z.coerce.number().int().min(0).max(50),
  /** Empty is as many as the channel lets through. */
  dailyCap: z.union([
    z.literal('').transform(() => null),
    z.coerce.number().int().min(1).max(DAILY_MOST),
  ]),
  capResetHour: Clock.optional(),
  quietFrom: optionalClock,
  quietTo: optionalClock,
  quietDays: z.partialRecord(z.enum(WEEKDAYS), QuietDay).optional(),
  warmUp: z.boolean().optional(),
  warmUpPlan: WarmUpPlan.optional(),
  maxInFlight: z.coerce.number().int().min(1).max(80).optional(),
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
  const told = Object.entries(rest).filter(([, value]) => value !== undefined)
  return change(ctx, instanceId, {
    task: 'settings',
    to: () => ({ ...Object.fromEntries(told), ...window, intervalMs: intervalSeconds * 1_000 }),
    fact: 'instance.waiting',
    action: 'instance.paced',
  })
}

/** Asks the channel again. After a long time off the queue is held until somebody looked at it. */
export async function reconnectInstance(ctx: Ctx<'member'>, { instanceId }: Asked): Promise<Done> {
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const { sender } = openSender(ctx, row)
  const first = await sender.check(ctx)
  // A line that hangs half-way is started anew there, where its channel can.
  const again = first.kind !== 'connected' && (await sender.pairing?.restart(ctx)) === true
  const asked = again ? await sender.check(ctx) : first
  if (asked.kind !== 'connected') return err({ code: 'still_disconnected' })
  await ctx.db.transaction(async (tx) => {
    // A number that is known stays: how its channel writes it is the channel's matter.
    const told = { ...asked, number: null, state: 'connected', cause: null } as const
    await turnInstance(ctx, tx, instanceId, told)
    await recordAudit(ctx, tx, { action: 'instance.reconnected', subject: instanceId })
  })
  return ok(null)
}

type Change = {
  readonly task: Task
  readonly to: (row: Instance) => Partial<typeof instances.$inferInsert>
  readonly fact: string
  readonly action: AuditAction
}

async function change(ctx: Ctx<'member'>, id: Id<'instance'>, told: Change) {
  if (notAllowed(ctx, told.task)) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, id)
  if (row === null) return err({ code: 'instance_not_found' })
  await ctx.db.transaction(async (tx) => {
    await tx.update(instances).set(told.to(row)).where(eq(instances.id, id))
    await recordFact(ctx, tx, { name: told.fact, payload: { instanceId: id } })
    await recordAudit(ctx, tx, { action: told.action, subject: id })
    if (told.action !== 'instance.resumed') return
    const resolver = ctx.actor.userId
    await resolveAlert(ctx, tx, { kind: 'instance_limited', key: id, resolver })
  })
  return ok(null)
}
