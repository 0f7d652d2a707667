// lib/postbacks/inbox.ts
import { and, desc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { findOrders, orderWordsOf } from '@/lib/purchases/find-orders'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { findInQuarantine } from './find-in-quarantine'
import type { InboxQuery } from './inbox-query'
import { type PostbackJson, purchaseIn, toPostbackJson } from './to-postback-json'

/** What was refused at the door has an arrival and a reason, and nothing that was believed. */
export type InboxEntry =
  | { readonly kind: 'kept'; readonly postback: PostbackJson }
  | {
      readonly kind: 'refused'
      readonly id: Id<'postback'>
      readonly receivedAt: string
      readonly reason: string
      readonly remoteAddress: string | null
    }

export type InboxPage = {
  readonly rows: readonly InboxEntry[]
  readonly next: Id<'postback'> | null
}

const PAGE = 50

/** Newest first: both kinds in one list by the age in their ids, unless one was asked for. */
export async function listInbox(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
  query: InboxQuery,
): Promise<InboxPage> {
  const wantsKept = query.state !== 'refused'
  const wantsRefused =
    query.state === 'refused' ||
    (query.state === undefined && query.event === undefined && query.q === undefined)
  const [kept, refused] = await Promise.all([
    wantsKept ? keptOf(ctx, storeId, query) : [],
    wantsRefused ? refusedOf(ctx, storeId, query) : [],
  ])
  const all = [...kept, ...refused].sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1))
  const rows = all.slice(0, PAGE)
  const last = rows.at(-1)
  return { rows, next: all.length > PAGE && last !== undefined ? idOf(last) : null }
}

const idOf = (entry: InboxEntry) =>
  entry.kind === 'kept' ? (entry.postback.id as Id<'postback'>) : entry.id

async function keptOf(ctx: Ctx<'member'>, storeId: Id<'store'>, query: InboxQuery) {
  const { state, event, from, to, cursor } = query
  const rows = await ctx.db
    .select()
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        state === undefined || state === 'refused' ? undefined : eq(postbacks.state, state),
        event && eq(postbacks.event, event),
        from && gte(postbacks.receivedAt, from),
        to && lt(postbacks.receivedAt, to),
        cursor && lt(postbacks.id, cursor),
        query.q === undefined ? undefined : await ofWords(ctx, storeId, query.q),
      ),
    )
    .orderBy(desc(postbacks.id)) // ids sort by age
    .limit(PAGE + 1)
  if (rows.length === 0) return []
  const { settings } = await getStoreForReading(ctx, storeId)
  return rows.map((row): InboxEntry => {
    return { kind: 'kept', postback: toPostbackJson(row, purchaseIn(ctx, row, settings)) }
  })
}

/** Bodies are sealed: a buyer is found by what was read from them, and in the few nobody read. */
async function ofWords(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
  text: string,
): Promise<SQL | undefined> {
  const words = orderWordsOf(text)
  const [orders, waiting] = await Promise.all([
    findOrders(ctx, words, [storeId]),
    findInQuarantine(ctx, storeId, words),
  ])
  const keys = [...new Set([words.order, ...orders.map(({ orderKey }) => orderKey)])]
  const ids = [...orders.flatMap(({ postbackId }) => postbackId ?? []), ...waiting]
  return or(
    inArray(postbacks.orderKey, keys),
    ids.length > 0 ? inArray(postbacks.id, ids) : undefined,
  )
}

async function refusedOf(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
  { from, to, cursor }: InboxQuery,
): Promise<InboxEntry[]> {
  const rows = await ctx.db
    .select({
      id: refusedPostbacks.id,
      receivedAt: refusedPostbacks.receivedAt,
      reason: refusedPostbacks.reason,
      remoteAddress: refusedPostbacks.remoteAddress,
    })
    .from(refusedPostbacks)
    .where(
      and(
        eq(refusedPostbacks.storeId, storeId),
        eq(refusedPostbacks.accountId, ctx.actor.accountId),
        from && gte(refusedPostbacks.receivedAt, from),
        to && lt(refusedPostbacks.receivedAt, to),
        cursor && lt(refusedPostbacks.id, cursor),
      ),
    )
    .orderBy(desc(refusedPostbacks.id))
    .limit(PAGE + 1)
  return rows.map((row) => ({ kind: 'refused', ...row, receivedAt: row.receivedAt.toISOString() }))
}

/** The newest thing of an inbox, for a page that asks whether it is still what it shows. */
export async function newestInInbox(ctx: Ctx<'member'>, storeId: Id<'store'>): Promise<string> {
  const [[kept], [refused]] = await Promise.all([
    ctx.db
      .select({ id: postbacks.id })
      .from(postbacks)
      .where(and(eq(postbacks.storeId, storeId), eq(postbacks.accountId, ctx.actor.accountId)))
      .orderBy(desc(postbacks.id))
      .limit(1),
    ctx.db
      .select({ id: refusedPostbacks.id })
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
  return `${kept?.id ?? ''} ${refused?.id ?? ''}`
}
