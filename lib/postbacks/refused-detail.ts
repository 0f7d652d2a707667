// lib/postbacks/refused-detail.ts
import { and, eq } from 'drizzle-orm'
import { refusedPostbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { findStore } from '@/lib/stores/views'
import { findPlatform } from './registry'
import { sentOf } from './sent-of'
import { type ShownBody, showSent, showSentParts } from './shown-body'

export type RefusedDetail = {
  readonly id: Id<'postback'>
  readonly storeId: Id<'store'>
  readonly receivedAt: Date
  readonly reason: string
  readonly remoteAddress: string | null
  /** The ends of the key it brought and of the one that is saved. */
  readonly brought: string | null
  readonly saved: string | null
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly body: ShownBody
}

const HINT_LETTERS = 4

/** Evidence of somebody with another key: to be looked at, and never to be read. */
export async function findRefused(
  ctx: Ctx<'member'>,
  id: Id<'postback'>,
): Promise<RefusedDetail | null> {
  const [row] = await ctx.db
    .select()
    .from(refusedPostbacks)
    .where(and(eq(refusedPostbacks.id, id), eq(refusedPostbacks.accountId, ctx.actor.accountId)))
  if (row === undefined) return null
  const store = await findStore(ctx, row.storeId)
  const sent = sentOf(ctx, row)
  const key =
    findPlatform(store?.platform ?? '')
      ?.keyIn(sent, {})
      ?.reveal() ?? null
  const how = { unmasked: false, secrets: key === null ? [] : [key] }
  const { storeId, receivedAt, reason, remoteAddress } = row
  return {
    ...{ id, storeId, receivedAt, reason, remoteAddress },
    brought: key?.slice(-HINT_LETTERS) ?? null,
    saved: store?.keyHint ?? null,
    ...showSentParts(sent, how),
    body: showSent(sent, how),
  }
}
