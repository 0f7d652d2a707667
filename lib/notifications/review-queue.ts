// lib/notifications/review-queue.ts
import { and, asc, count, eq, isNotNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { type AuditAction, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { findRow } from './instance-views'
import { moveMessage } from './move-message'
import type { InstanceError } from './steer-instance'

type Asked = { readonly instanceId: Id<'instance'> }

/** What waited while a number was off, as a person judges it before anything leaves. */
export type Review = {
  readonly since: Date
  /** Due by now and still worth saying. */
  readonly valid: number
  /** Their time is over: they end by themselves when the queue is let go. */
  readonly expired: number
  readonly later: number
}

export async function findReview(
  ctx: Ctx<'member' | 'api' | 'job'>,
  { id, reviewSince }: { readonly id: Id<'instance'>; readonly reviewSince: Date | null },
): Promise<Review | null> {
  if (reviewSince === null) return null
  const now = ctx.now().toISOString()
  const when = (condition: ReturnType<typeof sql>) => count(sql`case when ${condition} then 1 end`)
  const over = sql`${messages.validUntil} < ${now}`
  const due = sql`(${messages.state} = 'queued' or ${messages.sendAfter} <= ${now})`
  const [told] = await ctx.db
    .select({
      valid: when(sql`${due} and not ${over}`),
      expired: when(over),
      later: when(sql`not ${due} and not ${over}`),
    })
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, id),
        or(eq(messages.state, 'scheduled'), eq(messages.state, 'queued')),
      ),
    )
  return { since: reviewSince, valid: 0, expired: 0, later: 0, ...told }
}

/** What is still valid leaves in its order, at its pace; what expired says so. */
export const releaseQueue = (ctx: Ctx<'member'>, asked: Asked) =>
  end(ctx, asked, { action: 'instance.queue_released', work: async () => 1 })

/** What waited is old news, and is not sent; what is due later stays. */
export const discardQueue = (ctx: Ctx<'member'>, asked: Asked) =>
  end(ctx, asked, { action: 'instance.queue_discarded', work: (tx) => discard(ctx, tx, asked) })

async function discard(ctx: Ctx<'member'>, tx: Tx, { instanceId }: Asked): Promise<number> {
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
}

/** What would have left by now; nobody moves it into the queue of a number that is off. */
const isOverdue = (now: Date) =>
  or(
    eq(messages.state, 'queued'),
    and(eq(messages.state, 'scheduled'), lte(messages.sendAfter, now)),
  )

type Ending = { readonly action: AuditAction; readonly work: (tx: Tx) => Promise<number> }

async function end(
  ctx: Ctx<'member'>,
  { instanceId }: Asked,
  { action, work }: Ending,
): Promise<Result<null, InstanceError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  if ((await findRow(ctx, instanceId)) === null) return err({ code: 'instance_not_found' })
  const done = await ctx.db.transaction(async (tx) => {
    // Whoever is second finds nothing under review.
    const [held] = await tx
      .update(instances)
      .set({ reviewSince: null })
      .where(and(eq(instances.id, instanceId), isNotNull(instances.reviewSince)))
      .returning({ id: instances.id })
    if (held === undefined) return false
    await work(tx)
    await resolveAlert(ctx, tx, {
      kind: 'review_waiting',
      key: instanceId,
      resolver: ctx.actor.userId,
    })
    await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId } })
    await recordAudit(ctx, tx, { action, subject: instanceId })
    return true
  })
  return done ? ok(null) : err({ code: 'not_under_review' })
}
