// lib/postbacks/hearing.ts
import { and, desc, eq, inArray } from 'drizzle-orm'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import type { PurchaseEvent } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { findOfferedKey } from './offered-key'

/** What the wizard's last step has heard so far. */
export type Hearing =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'heard'
      readonly event: PurchaseEvent | null
      readonly test: boolean
      readonly at: string
    }
  | { readonly kind: 'offered'; readonly hint: string; readonly postbackId: Id<'postback'> }
  | { readonly kind: 'wrong_key' }
  /** It came, and its owner has to say which value is what. */
  | { readonly kind: 'to_map'; readonly postbackId: Id<'postback'> }
  | { readonly kind: 'strange'; readonly reason: string; readonly postbackId: Id<'postback'> }

export async function hearingOf(ctx: Ctx<'member'>, storeId: Id<'store'>): Promise<Hearing> {
  const mine = and(eq(postbacks.storeId, storeId), eq(postbacks.accountId, ctx.actor.accountId))
  const [good] = await ctx.db
    .select({ event: postbacks.event, test: postbacks.test, at: postbacks.receivedAt })
    .from(postbacks)
    .where(and(mine, inArray(postbacks.state, ['accepted', 'test'])))
    .orderBy(desc(postbacks.id))
    .limit(1)
  if (good !== undefined) return { kind: 'heard', ...good, at: good.at.toISOString() }

  const offered = await findOfferedKey(ctx, storeId)
  if (offered !== null) return { kind: 'offered', ...offered }
  const [[strange], [refused]] = await Promise.all([
    ctx.db
      .select({ id: postbacks.id, reason: postbacks.reason, at: postbacks.receivedAt })
      .from(postbacks)
      .where(and(mine, eq(postbacks.state, 'quarantined')))
      .orderBy(desc(postbacks.id))
      .limit(1),
    ctx.db
      .select({ at: refusedPostbacks.receivedAt })
      .from(refusedPostbacks)
      .where(
        and(
          eq(refusedPostbacks.storeId, storeId),
          eq(refusedPostbacks.accountId, ctx.actor.accountId),
        ),
      )
      .orderBy(desc(refusedPostbacks.id))
      .limit(1),
  ])
  if (refused !== undefined && (strange === undefined || refused.at > strange.at)) {
    return { kind: 'wrong_key' }
  }
  if (strange === undefined) return { kind: 'waiting' }
  if (strange.reason === 'no_mapping') return { kind: 'to_map', postbackId: strange.id }
  return { kind: 'strange', reason: strange.reason ?? 'unknown_shape', postbackId: strange.id }
}
