// lib/postbacks/views.ts
import { and, desc, eq, gte, lt, ne, or } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { compareBodies, type Difference } from './compare-bodies'
import { maskBody } from './mask-body'
import type { PostbacksQuery } from './postbacks-query'
import { readBody } from './read-body'
import { findPlatform } from './registry'
import { sentOf } from './sent-of'
import { type PostbackJson, type PostbackRow, purchaseIn, toPostbackJson } from './to-postback-json'

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

export type PostbackDetail = PostbackJson & {
  readonly storeId: Id<'store'>
  readonly rawEvent: string | null
  readonly detail: string | null
  readonly warnings: readonly string[]
  readonly phoneIssue: string | null
  readonly readAt: Date | null
  readonly remoteAddress: string | null
  readonly headers: Readonly<Record<string, string>>
  /** Pretty JSON, or the text as it came; keys hidden, people too unless asked for. */
  readonly body: string
  /** Names of fields that the reader could not take. */
  readonly complaints: readonly string[]
  /** Against the last one that was read well; null when there is none to compare with. */
  readonly differences: readonly Difference[] | null
}

export async function findPostback(
  ctx: Reader,
  id: Id<'postback'>,
  { unmasked = false }: { unmasked?: boolean } = {},
): Promise<PostbackDetail | null> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
  if (row === undefined) return null
  const { settings } = await getStoreForReading(ctx, row.storeId)
  const told = purchaseIn(ctx, row, settings)
  const sent = sentOf(ctx, row)
  const body = readBody(sent)
  const shown = maskBody(body, { unmasked })
  const good = await lastGoodBefore(ctx, row)
  return {
    ...toPostbackJson(row, told),
    storeId: row.storeId,
    rawEvent: told?.rawEvent ?? null,
    detail: told?.detail ?? null,
    warnings: told?.warnings ?? [],
    phoneIssue: told?.customer.phoneIssue ?? null,
    readAt: row.readAt,
    remoteAddress: row.remoteAddress,
    headers: row.headers,
    body: body === undefined ? textOf(sent.bytes) : JSON.stringify(shown, null, 2),
    complaints: findPlatform(row.platform)?.complaintsAbout(sent) ?? [],
    differences:
      good === null || body === undefined
        ? null
        : compareBodies(maskBody(readBody(sentOf(ctx, good)), { unmasked }), shown),
  }
}

const MAX_SHOWN = 20_000
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').slice(0, MAX_SHOWN)

/** Of the same kind if there was one, else of any: what changed is what somebody wants to see. */
async function lastGoodBefore(ctx: Reader, row: PostbackRow): Promise<PostbackRow | null> {
  const newest = (sameKind: boolean) =>
    ctx.db
      .select()
      .from(postbacks)
      .where(
        and(
          eq(postbacks.storeId, row.storeId),
          eq(postbacks.accountId, ctx.actor.accountId),
          or(eq(postbacks.state, 'accepted'), eq(postbacks.state, 'test')),
          ne(postbacks.id, row.id),
          lt(postbacks.id, row.id),
          sameKind && row.event !== null ? eq(postbacks.event, row.event) : undefined,
        ),
      )
      .orderBy(desc(postbacks.id))
      .limit(1)
  const [same] = await newest(true)
  if (same !== undefined) return same
  const [other] = await newest(false)
  return other ?? null
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
