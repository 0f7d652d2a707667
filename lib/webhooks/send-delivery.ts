// lib/webhooks/send-delivery.ts
import { and, eq, sql } from 'drizzle-orm'
import { type DeliveryState, type DeliveryTry, deliveries } from '@/db/schema/webhooks'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { guardedPost, type PostReply } from './guarded-post'
import { CALL_MS, RETRY_AFTER_MS } from './retry-plan'

export type Sent = { readonly state: DeliveryState; readonly retryAfterMs: number | null }

const OF = (ctx: Ctx, id: Id<'delivery'>) =>
  and(eq(deliveries.id, id), eq(deliveries.accountId, ctx.actor.accountId))

/**
 * Rings once and writes down what was heard. Any 2xx is heard; everything else is tried again until
 * the plan ends. The receiver may hear a bell twice, and tells them apart by its id.
 */
export async function sendDelivery(ctx: Ctx, id: Id<'delivery'>): Promise<Sent> {
  const [delivery] = await ctx.db.select().from(deliveries).where(OF(ctx, id))
  invariant(delivery !== undefined, `delivery ${id} is missing`)
  if (delivery.state !== 'waiting') return { state: delivery.state, retryAfterMs: null }

  const startedAt = ctx.now()
  const reply = await guardedPost(ctx, {
    url: delivery.url,
    body: delivery.body,
    timeoutMs: CALL_MS,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'Campainha/1',
      'x-campainha-delivery': delivery.replayOf ?? delivery.id,
    },
  })
  const at = ctx.now()
  const made = toTry(reply, startedAt, at.getTime() - startedAt.getTime())
  const wait = RETRY_AFTER_MS[delivery.tries.length]
  const heard = made.status !== null && made.status >= 200 && made.status < 300
  const state: DeliveryState = heard ? 'delivered' : wait === undefined ? 'failed' : 'waiting'
  await ctx.db
    .update(deliveries)
    .set({
      state,
      tries: sql`${deliveries.tries} || ${JSON.stringify([made])}::jsonb`,
      deliveredAt: heard ? at : null,
    })
    .where(and(OF(ctx, id), eq(deliveries.state, 'waiting')))
  return { state, retryAfterMs: state === 'waiting' ? (wait ?? null) : null }
}

const toTry = (reply: PostReply, at: Date, ms: number): DeliveryTry => ({
  at: at.toISOString(),
  ms,
  status: reply.kind === 'reply' ? reply.status : null,
  excerpt: reply.kind === 'reply' ? reply.excerpt.replaceAll('\u0000', '') : reply.cause,
})
