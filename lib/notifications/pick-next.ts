// lib/notifications/pick-next.ts
import { and, asc, desc, eq, gt, inArray, isNull, lte, max, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { capOf, type Instance, sentTodayOf, tomorrowOf } from './pace'
import { quietUntil } from './quiet-hours'

/** One person never gets two messages within this. */
export const RECIPIENT_GAP_MS = 6_000
const LOOKED_AT = 50

/** What a person pushed, then the lane of what the buyer waits for, then age. */
export const QUEUE_ORDER = [
  desc(messages.urgent),
  desc(sql`${messages.lane} = 'now'`),
  asc(messages.sendAfter),
  asc(messages.id),
] as const

type Candidate = Pick<
  typeof messages.$inferSelect,
  'id' | 'to' | 'lane' | 'urgent' | 'state' | 'threadId'
>
export type Picked = {
  readonly messageIds: readonly Id<'message'>[]
  /** The earliest moment at which one that was passed over may go. */
  readonly notBefore: Date | null
}

/**
 * What may leave now, in the queue's order. Who sleeps, or heard enough today, is put aside until
 * then, so that the next look does not meet the same rows again.
 */
export async function pickNext(
  ctx: Ctx,
  tx: Tx,
  instance: Instance,
  { urgentOnly = false }: { readonly urgentOnly?: boolean } = {},
): Promise<Picked> {
  const room = await roomOf(ctx, tx, instance)
  if (room === 0) return { messageIds: [], notBefore: new Date(ctx.now().getTime() + 1_000) }
  const waiting = await tx
    .select({
      id: messages.id,
      to: messages.to,
      lane: messages.lane,
      urgent: messages.urgent,
      state: messages.state,
      threadId: messages.threadId,
    })
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, instance.id),
        eq(messages.state, 'queued'),
        or(isNull(messages.heldUntil), lte(messages.heldUntil, ctx.now())),
        urgentOnly ? eq(messages.urgent, true) : undefined,
      ),
    )
    .orderBy(...QUEUE_ORDER)
    .limit(LOOKED_AT)
    .for('update', { skipLocked: true })
  return choose(ctx, tx, { instance, waiting, room })
}

type Choice = { readonly instance: Instance; readonly waiting: Candidate[]; readonly room: number }

async function choose(ctx: Ctx, tx: Tx, { instance, waiting, room }: Choice): Promise<Picked> {
  const messageIds: Id<'message'>[] = []
  const told = new Set<string | null>()
  const gaps = await gapsOf(ctx, tx, instance, waiting)
  let notBefore: Date | null = null
  for (const candidate of waiting) {
    if (messageIds.length === room) break
    const until = told.has(candidate.to)
      ? new Date(ctx.now().getTime() + RECIPIENT_GAP_MS)
      : await heldUntil(ctx, tx, { instance, gaps }, candidate)
    if (until === null) {
      messageIds.push(candidate.id)
      told.add(candidate.to)
      continue
    }
    if (notBefore === null || until < notBefore) notBefore = until
    await tx.update(messages).set({ heldUntil: until }).where(eq(messages.id, candidate.id))
  }
  return { messageIds, notBefore }
}

/** How many may be handed over at once: one when there is an interval between them. */
async function roomOf(ctx: Ctx, tx: Tx, instance: Instance): Promise<number> {
  const inFlight = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.instanceId, instance.id), eq(messages.state, 'sending')))
    .limit(instance.maxInFlight)
  const cap = capOf(instance, ctx.now())
  const left = cap === null ? instance.maxInFlight : cap - sentTodayOf(instance, ctx.now())
  const free = instance.maxInFlight - inFlight.length
  return Math.max(0, Math.min(free, left, instance.intervalMs > 0 ? 1 : free))
}

/** Until when this one must wait for its recipient's sake, or null. */
async function heldUntil(ctx: Ctx, tx: Tx, { instance, gaps }: Known, one: Candidate) {
  const now = ctx.now()
  const gap = gaps.get(one.to) ?? null
  if (one.urgent || one.lane === 'now') return gap
  const quiet = quietUntil({ from: instance.quietFrom, to: instance.quietTo }, one.to, now)
  if (quiet !== null) return quiet
  const today = await heardToday(tx, instance, { to: one.to, now })
  if (today >= instance.perRecipientDaily) return tomorrowOf(now)
  return gap
}

type Known = { readonly instance: Instance; readonly gaps: Gaps }
type Gaps = ReadonlyMap<string | null, Date>
type Recipient = { readonly to: string | null; readonly now: Date }
const handedOver = (instance: Instance, to: readonly (string | null)[], since: Date) =>
  and(
    eq(messages.accountId, instance.accountId),
    inArray(
      messages.to,
      to.map((one) => one ?? ''),
    ),
    gt(messages.claimedAt, since),
    inArray(messages.state, ['sending', 'sent', 'delivered', 'read', 'unknown']),
  )

/** Who was told something a moment ago, and until when they are left alone: all in one look. */
async function gapsOf(
  ctx: Ctx,
  tx: Tx,
  instance: Instance,
  waiting: readonly Candidate[],
): Promise<Gaps> {
  if (waiting.length === 0) return new Map()
  const since = new Date(ctx.now().getTime() - RECIPIENT_GAP_MS)
  const recipients = [...new Set(waiting.map(({ to }) => to))]
  const told = await tx
    .select({ to: messages.to, at: max(messages.claimedAt) })
    .from(messages)
    .where(handedOver(instance, recipients, since))
    .groupBy(messages.to)
  return new Map(
    told.flatMap(({ to, at }) =>
      at === null ? [] : [[to, new Date(at.getTime() + RECIPIENT_GAP_MS)]],
    ),
  )
}

async function heardToday(tx: Tx, instance: Instance, recipient: Recipient): Promise<number> {
  const midnight = instantAt(localDateOf(recipient.now), '00:00')
  const heard = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(handedOver(instance, [recipient.to], midnight), eq(messages.lane, 'normal')))
    .limit(instance.perRecipientDaily)
  return heard.length
}
