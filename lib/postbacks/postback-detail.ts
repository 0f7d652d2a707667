// lib/postbacks/postback-detail.ts
import { and, asc, desc, eq, lt, ne, or } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { getStoreForReading, type ReadingStore } from '@/lib/stores/get-store-for-reading'
import { PERSONAL_FIELDS } from './canonical-fields'
import { compareBodies, type Difference } from './compare-bodies'
import { explainMapping, type FieldOrigin } from './explain-mapping'
import { maskBody, maskValue } from './mask-body'
import { readBody } from './read-body'
import { findPlatform } from './registry'
import { sentOf } from './sent-of'
import { type ShownBody, showSent, showSentParts } from './shown-body'
import { type PostbackJson, type PostbackRow, purchaseIn, toPostbackJson } from './to-postback-json'

type Reader = Ctx<'member'>

export type PostbackDetail = PostbackJson & {
  readonly storeId: Id<'store'>
  readonly deliveryKey: string
  readonly rawEvent: string | null
  readonly detail: string | null
  readonly warnings: readonly string[]
  readonly phoneIssue: string | null
  readonly readAt: Date | null
  readonly remoteAddress: string | null
  readonly mapperVersion: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly body: ShownBody
  readonly mapping: readonly FieldOrigin[]
  /** Names of fields that the reader could not take. */
  readonly complaints: readonly string[]
  /** Against the last one that was read well; null when there is none to compare with. */
  readonly differences: readonly Difference[] | null
  readonly comparedWith: Id<'postback'> | null
  /** The other deliveries of the same thing, oldest first; this one is not among them. */
  readonly repetitions: readonly Repetition[]
}

export type Repetition = {
  readonly id: Id<'postback'>
  readonly receivedAt: Date
  readonly first: boolean
  /** The same event in other bytes. */
  readonly differs: boolean
}

export async function findPostback(
  ctx: Reader,
  id: Id<'postback'>,
): Promise<PostbackDetail | null> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
  if (row === undefined) return null
  const store = await getStoreForReading(ctx, row.storeId)
  const told = purchaseIn(ctx, row, store.settings)
  const sent = sentOf(ctx, row)
  const how = { unmasked: false, secrets: secretsOf(store) }
  const [good, repetitions] = await Promise.all([lastGoodBefore(ctx, row), repetitionsOf(ctx, row)])
  const body = readBody(sent)
  return {
    ...toPostbackJson(row, told),
    storeId: row.storeId,
    deliveryKey: row.deliveryKey,
    rawEvent: told?.rawEvent ?? null,
    detail: told?.detail ?? null,
    warnings: told?.warnings ?? [],
    phoneIssue: told?.customer.phoneIssue ?? null,
    readAt: row.readAt,
    remoteAddress: row.remoteAddress,
    mapperVersion: row.mapperVersion,
    ...showSentParts(sent, how),
    body: showSent(sent, how),
    mapping: explainMapping({ platform: row.platform, settings: store.settings }, sent).map(masked),
    complaints: findPlatform(row.platform)?.complaintsAbout(sent).slice(0, MAX_COMPLAINTS) ?? [],
    differences:
      good === null || body === undefined
        ? null
        : compareBodies(maskBody(readBody(sentOf(ctx, good)), how), maskBody(body, how)),
    comparedWith: good?.id ?? null,
    repetitions,
  }
}

/** Enough of it stays to recognise it; the whole is in the body, for who asks to see it. */
const masked = (origin: FieldOrigin): FieldOrigin =>
  PERSONAL_FIELDS.has(origin.field)
    ? {
        ...origin,
        value: typeof origin.value === 'string' ? maskValue(origin.value) : origin.value,
        tried: origin.tried.map(({ path, held }) => ({ path, held: held && maskValue(held) })),
      }
    : origin

const MAX_COMPLAINTS = 20

/** Whatever name a platform gives its key, the value is known here. */
export const secretsOf = ({ key }: ReadingStore): string[] => (key === null ? [] : [key.reveal()])

const MAX_REPETITIONS = 20

async function repetitionsOf(ctx: Reader, row: PostbackRow): Promise<Repetition[]> {
  const rows = await ctx.db
    .select({
      id: postbacks.id,
      receivedAt: postbacks.receivedAt,
      state: postbacks.state,
      bodyHash: postbacks.bodyHash,
    })
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, row.storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        eq(postbacks.deliveryKey, row.deliveryKey),
        ne(postbacks.id, row.id),
      ),
    )
    .orderBy(asc(postbacks.id))
    .limit(MAX_REPETITIONS)
  return rows.map(({ state, bodyHash, ...each }) => ({
    ...each,
    first: state !== 'duplicate',
    differs: bodyHash !== row.bodyHash,
  }))
}

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
