// lib/postbacks/ask-replay.ts
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import { replays } from '@/db/schema/replays'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { replayPostbacks } from './replay-postbacks'
import { inRange, type ReplayInput } from './replay-range'
import { settleQuarantine } from './settle-quarantine'

type AskError = { readonly code: 'not_allowed' | 'store_not_found' | 'nothing_there' | 'under_way' }

/** Written down, told, and run by a durable function a page at a time: no request waits for it. */
export async function askReplay(
  ctx: Ctx<'member'>,
  input: ReplayInput,
): Promise<Result<Id<'replay'>, AskError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const { storeId, state, word, from, to, tellOld } = input
  const { accountId } = ctx.actor
  const total = await countRange(ctx, input)
  return ctx.db.transaction(async (tx): Promise<Result<Id<'replay'>, AskError>> => {
    // One at a time in a store: two of them would read the same rows in two orders.
    const [store] = await tx
      .select({ id: stores.id })
      .from(stores)
      .where(and(eq(stores.id, storeId), eq(stores.accountId, accountId)))
      .for('update')
    if (store === undefined) return err({ code: 'store_not_found' })
    const [open] = await tx
      .select({ id: replays.id })
      .from(replays)
      .where(
        and(
          eq(replays.accountId, accountId),
          eq(replays.storeId, storeId),
          isNull(replays.finishedAt),
        ),
      )
      .limit(1)
    if (open !== undefined) return err({ code: 'under_way' })
    if (total === 0) return err({ code: 'nothing_there' })
    const id = ctx.newId('replay')
    const asked = {
      state: state ?? null,
      word: word ?? null,
      since: from ?? null,
      until: to ?? null,
    }
    await tx
      .insert(replays)
      .values({ id, accountId, storeId, ...asked, tellOld, total, askedAt: ctx.now() })
    const details = { replayId: id, total: String(total), tellOld: String(tellOld) }
    await recordAudit(ctx, tx, { action: 'store.replayed', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'replay.asked', payload: { replayId: id } })
    return ok(id)
  })
}

/** A progress bar needs no more. */
const COUNTED = 100_000

export async function countRange(ctx: Ctx, range: ReplayInput): Promise<number> {
  const some = ctx.db
    .select({ id: postbacks.id })
    .from(postbacks)
    .where(inRange(ctx, range))
    .limit(COUNTED)
    .as('some')
  const [row] = await ctx.db.select({ total: sql<number>`count(${some.id})::int` }).from(some)
  return row?.total ?? 0
}

/** The next page of a replay. Null when it is done; a page that is run again reads the same rows. */
export async function runReplay(
  ctx: Ctx<'job'>,
  id: Id<'replay'>,
): Promise<{ readonly read: number; readonly more: boolean } | null> {
  const mine = and(
    eq(replays.id, id),
    eq(replays.accountId, ctx.actor.accountId),
    isNull(replays.finishedAt),
  )
  const [row] = await ctx.db.select().from(replays).where(mine)
  if (row === undefined) return null
  const { storeId, after, tellOld } = row
  const page = await replayPostbacks(ctx, {
    ...{ storeId, tellOld },
    ...{ state: row.state ?? undefined, word: row.word ?? undefined },
    ...{ from: row.since ?? undefined, to: row.until ?? undefined },
    after: after ?? undefined,
  })
  if (!page.ok) return null
  const { read, stillQuarantined, next } = page.value
  await ctx.db.transaction(async (tx) => {
    const sofar = after === null ? isNull(replays.after) : eq(replays.after, after)
    const [moved] = await tx
      .update(replays)
      .set({
        read: sql`${replays.read} + ${read}`,
        stillQuarantined: sql`${replays.stillQuarantined} + ${stillQuarantined}`,
        ...(next === null ? { finishedAt: ctx.now() } : { after: next }),
      })
      .where(and(mine, sofar))
      .returning({ id: replays.id })
    if (moved !== undefined && next === null) {
      await recordFact(ctx, tx, { name: 'replay.finished', payload: { replayId: id } })
    }
  })
  if (next === null) await settleQuarantine(ctx, storeId)
  return { read, more: next !== null }
}

export type ReplayView = Omit<typeof replays.$inferSelect, 'accountId' | 'after'>

/** The last one of a store: under way, or how it ended. */
export async function lastReplay(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
): Promise<ReplayView | null> {
  const [row] = await ctx.db
    .select()
    .from(replays)
    .where(and(eq(replays.accountId, ctx.actor.accountId), eq(replays.storeId, storeId)))
    .orderBy(desc(replays.id))
    .limit(1)
  return row ?? null
}
