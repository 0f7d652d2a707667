// lib/postbacks/read-postbacks.ts
import { and, asc, eq, inArray } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { noteFirstEvent } from '@/lib/stores/note-first-event'
import { type Reading, readPostback } from './read-postback'
import { judgeKept, type KeptPostback, recordSeen } from './record-seen'

export type Outcomes = ReadonlyMap<Id<'postback'>, Reading['outcome']>

/**
 * Many postbacks of one account as `readPostback` reads each: those that are plain and new in one
 * transaction and a few round trips, the others one by one. One that fails does not keep the others
 * from being read; its failure is thrown when they are.
 */
export async function readPostbacks(ctx: Ctx, ids: readonly Id<'postback'>[]): Promise<Outcomes> {
  const together = await readTogether(ctx, ids).catch((error: unknown) => {
    log.warn('postbacks are read one by one', { error })
    return new Set<Id<'postback'>>()
  })
  const outcomes = new Map<Id<'postback'>, Reading['outcome']>()
  const failures: unknown[] = []
  for (const id of ids) {
    if (together.has(id)) outcomes.set(id, 'read')
    else {
      await readPostback(ctx, id).then(
        ({ outcome }) => outcomes.set(id, outcome),
        (error: unknown) => failures.push(error),
      )
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some postbacks were not read')
  return outcomes
}

async function readTogether(ctx: Ctx, ids: readonly Id<'postback'>[]) {
  if (ids.length < 2) return new Set<Id<'postback'>>()
  const plain = (await listPlain(ctx, ids)).filter(({ seen }) => seen.shape === 'known')
  await ctx.db.transaction(async (tx) => {
    // Side by side on the one connection: none waits for the answer to another. All of them have
    // ended before the transaction does, whatever became of one.
    const ended = await Promise.allSettled(
      plain.map((each) => recordSeen(ctx, tx, { ...each, tell: 'news' })),
    )
    for (const each of ended) if (each.status === 'rejected') throw each.reason
    const first = new Map(plain.toReversed().map(({ row }) => [row.storeId, row.receivedAt]))
    for (const [storeId, at] of first) await noteFirstEvent(ctx, tx, storeId, at)
  })
  return new Set(plain.map(({ row }) => row.id))
}

/** First of their kind and unread, in the order of their orders: who else locks these does so too. */
async function listPlain(ctx: Ctx, ids: readonly Id<'postback'>[]) {
  const rows = await ctx.db
    .select({ row: postbacks, sealedKey: stores.sealedKey, settings: stores.settings })
    .from(postbacks)
    .innerJoin(stores, eq(stores.id, postbacks.storeId))
    .where(and(inArray(postbacks.id, [...ids]), eq(postbacks.accountId, ctx.actor.accountId)))
    .orderBy(asc(postbacks.storeId), asc(postbacks.orderKey), asc(postbacks.id))
  return rows
    .filter(({ row }) => isPlain(row))
    .map(({ row, sealedKey, settings }) => {
      const key = sealedKey === null ? null : ctx.keyring.openText(sealedKey)
      return { row, seen: judgeKept(ctx, row, { key, settings }) }
    })
}

const isPlain = ({ state, readAt }: KeptPostback) =>
  readAt === null && (state === 'accepted' || state === 'test')
