// lib/postbacks/views.ts
import { and, desc, eq, gte, lt } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import type { PostbacksQuery } from './postbacks-query'
import { type PostbackJson, purchaseIn, toPostbackJson } from './to-postback-json'

type Reader = Ctx<'member' | 'api'>

/** Newest first, in the public shape. */
export async function listPostbacks(
  ctx: Reader,
  storeId: Id<'store'>,
  { state, event, order, from, to, cursor, limit }: PostbacksQuery,
): Promise<{ rows: PostbackJson[]; next: Id<'postback'> | null }> {
  const rows = await ctx.db
    .select()
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        state && eq(postbacks.state, state),
        event && eq(postbacks.event, event),
        order === undefined ? undefined : eq(postbacks.orderKey, order),
        from && gte(postbacks.receivedAt, from),
        to && lt(postbacks.receivedAt, to),
        cursor && lt(postbacks.id, cursor),
      ),
    )
    .orderBy(desc(postbacks.id)) // ids sort by age
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  if (page.length === 0) return { rows: [], next: null }
  const { settings } = await getStoreForReading(ctx, storeId)
  return {
    rows: page.map((row) => toPostbackJson(row, purchaseIn(ctx, row, settings))),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export async function findPostbackJson(
  ctx: Reader,
  id: Id<'postback'>,
): Promise<PostbackJson | null> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
  if (row === undefined) return null
  const { settings } = await getStoreForReading(ctx, row.storeId)
  return toPostbackJson(row, purchaseIn(ctx, row, settings))
}
