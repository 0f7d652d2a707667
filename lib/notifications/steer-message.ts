// lib/notifications/steer-message.ts
import { and, asc, eq, inArray, max, min, ne } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { lockThreadById } from './lock-thread'
import { moveMessage } from './move-message'

export type SteerError = { readonly code: 'message_not_found' | 'not_waiting' | 'not_allowed' }

const PENDING = ['scheduled', 'queued'] as const

async function findMine(ctx: Ctx, id: Id<'message'>) {
  const [found] = await ctx.db
    .select({ threadId: messages.threadId, state: messages.state, instanceId: messages.instanceId })
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.accountId, ctx.actor.accountId)))
  return found ?? null
}

type Cancel = {
  readonly messageId: Id<'message'>
  /** Everything of its cart that still waits, not this one alone. */
  readonly thread: boolean
  /** Who did it, as the reason will say. */
  readonly by: string
}

/** What waits is taken back; what left already cannot be. */
export async function cancelMessage(
  ctx: Ctx<'member'>,
  { messageId, thread, by }: Cancel,
): Promise<Result<{ canceled: number }, SteerError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = await findMine(ctx, messageId)
  if (mine === null) return err({ code: 'message_not_found' })
  const canceled = await ctx.db.transaction(async (tx) => {
    await lockThreadById(tx, mine.threadId)
    const pending = await tx
      .select({ id: messages.id, state: messages.state })
      .from(messages)
      .where(
        and(
          thread ? eq(messages.threadId, mine.threadId) : eq(messages.id, messageId),
          inArray(messages.state, [...PENDING]),
        ),
      )
      .orderBy(asc(messages.id))
    let moved = 0
    for (const { id, state } of pending) {
      const reason = { reason: 'canceled_by_user', detail: by } as const
      if (await moveMessage(ctx, tx, { id, from: state, to: 'canceled', ...reason })) moved++
    }
    if (moved > 0) await recordAudit(ctx, tx, { action: 'message.canceled', subject: messageId })
    return moved
  })
  return canceled === 0 ? err({ code: 'not_waiting' }) : ok({ canceled })
}

/** Before everybody else, now: past lanes, interval and quiet hours, never past the day's cap. */
export async function sendNow(
  ctx: Ctx<'member'>,
  { messageId: id }: { readonly messageId: Id<'message'> },
): Promise<Result<null, SteerError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = await findMine(ctx, id)
  if (mine === null) return err({ code: 'message_not_found' })
  const done = await ctx.db.transaction(async (tx) => {
    const [pushed] = await tx
      .update(messages)
      .set({ urgent: true, sendAfter: ctx.now(), heldUntil: null })
      .where(and(eq(messages.id, id), inArray(messages.state, [...PENDING])))
      .returning({ state: messages.state, instanceId: messages.instanceId })
    if (pushed === undefined) return false
    if (pushed.state === 'scheduled') {
      await moveMessage(ctx, tx, { id, from: 'scheduled', to: 'queued' })
    }
    const { instanceId } = pushed
    if (instanceId) await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId } })
    await recordAudit(ctx, tx, { action: 'message.sent_now', subject: id })
    return true
  })
  return done ? ok(null) : err({ code: 'not_waiting' })
}

/** Among those of its lane: the pace, the silence and the day still hold for it. */
export async function moveInQueue(
  ctx: Ctx<'member'>,
  { messageId: id, to }: { readonly messageId: Id<'message'>; readonly to: 'front' | 'back' },
): Promise<Result<null, SteerError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = await findMine(ctx, id)
  if (mine === null) return err({ code: 'message_not_found' })
  const done = await ctx.db.transaction(async (tx) => {
    const [row] = await tx.select().from(messages).where(eq(messages.id, id)).for('update')
    if (row === undefined || !PENDING.some((state) => state === row.state)) return false
    const { instanceId, lane } = row
    const [ends] =
      instanceId === null
        ? []
        : await tx
            .select({ first: min(messages.sendAfter), last: max(messages.sendAfter) })
            .from(messages)
            .where(
              and(
                ...[eq(messages.instanceId, instanceId), eq(messages.lane, lane)],
                ...[eq(messages.state, 'queued'), ne(messages.id, id)],
              ),
            )
    const now = ctx.now().getTime()
    const first = Math.min(now, (ends?.first?.getTime() ?? now) - 1)
    const last = Math.min(now, (ends?.last?.getTime() ?? now) + 1)
    const sendAfter = new Date(to === 'front' ? first : last)
    const urgent = to === 'front' && row.urgent
    await tx.update(messages).set({ sendAfter, urgent }).where(eq(messages.id, id))
    if (row.state === 'scheduled') {
      await moveMessage(ctx, tx, { id, from: 'scheduled', to: 'queued' })
    }
    if (instanceId) await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId } })
    await recordAudit(ctx, tx, { action: 'message.moved', subject: id })
    return true
  })
  return done ? ok(null) : err({ code: 'not_waiting' })
}
