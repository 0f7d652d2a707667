// lib/notifications/pick-next.ts
import { and, asc, count, desc, eq, gt, inArray, isNull, lte, max, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import type { Ctx } from '@/lib/platform/context'
import type { Channel } from './channel'
import { type Instance, tomorrowOf } from './pace'
import { quietUntil } from './quiet-hours'

/** One person never gets two messages within this. */
export const RECIPIENT_GAP_MS = 6_000

/** What a person pushed, then the lane of what the buyer waits for, then age. */
export const QUEUE_ORDER = [
  desc(messages.urgent),
  desc(sql`${messages.lane} = 'now'`),
  asc(messages.sendAfter),
  asc(messages.id),
] as const

export type Message = typeof messages.$inferSelect

/** Who one message goes to on a channel. */
export const addressOf = (
  { to, email }: Pick<Message, 'to' | 'email'>,
  { addressing }: Pick<Channel, 'addressing'>,
): string | null => (addressing === 'email' ? email : to)

type Looked = { readonly urgentOnly: boolean; readonly limit: number }

/** What is free to leave, in the queue's order. */
export const selectReady = (ctx: Ctx, tx: Tx, instance: Instance, { urgentOnly, limit }: Looked) =>
  tx
    .select()
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
    .limit(limit)
    .for('update', { skipLocked: true })

/** What one person heard lately from any sender of the account. */
export type Heard = { readonly lastAt: Date; readonly today: number }
export type Hearing = ReadonlyMap<string, Heard>

export async function readHearing(
  ctx: Ctx,
  tx: Tx,
  channel: Channel,
  waiting: readonly Message[],
): Promise<Hearing> {
  const address = channel.addressing === 'email' ? messages.email : messages.to
  const people = [...new Set(waiting.flatMap((one) => addressOf(one, channel) ?? []))]
  if (people.length === 0) return new Map()
  const midnight = instantAt(localDateOf(ctx.now()), '00:00').getTime()
  // Just after midnight the last six seconds are still of yesterday.
  const since = new Date(Math.min(midnight, ctx.now().getTime() - RECIPIENT_GAP_MS))
  const today = and(eq(messages.lane, 'normal'), gt(messages.claimedAt, new Date(midnight)))
  const told = await tx
    .select({
      address,
      lastAt: max(messages.claimedAt),
      today: count(sql`case when ${today} then 1 end`),
    })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, ctx.actor.accountId),
        inArray(address, people),
        gt(messages.claimedAt, since),
        inArray(messages.state, ['sending', 'sent', 'delivered', 'read', 'unknown']),
      ),
    )
    .groupBy(address)
  return new Map(
    told.flatMap(({ address: one, lastAt, today: heard }) =>
      one === null || lastAt === null ? [] : [[one, { lastAt, today: heard }]],
    ),
  )
}

type Place = {
  readonly instance: Instance
  readonly channel: Channel
  readonly hearing: Hearing
  readonly now: Date
}

/** Until when this one must wait for its recipient's sake, or null. */
export function heldUntil({ instance, channel, hearing, now }: Place, one: Message): Date | null {
  const heard = hearing.get(addressOf(one, channel) ?? '')
  const gap = heard ? new Date(heard.lastAt.getTime() + RECIPIENT_GAP_MS) : null
  const near = gap !== null && gap > now ? gap : null
  if (one.urgent || one.lane === 'now') return near
  const quiet = quietUntil(instance, one.to, now)
  if (quiet !== null) return quiet
  if ((heard?.today ?? 0) >= instance.perRecipientDaily) return tomorrowOf(now)
  return near
}
