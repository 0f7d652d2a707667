// lib/sales/reconcile.ts
import { and, asc, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { reconciliations } from '@/db/schema/acquirers'
import { type AttemptStatus, attempts } from '@/db/schema/payments'
import { firstIdAt, type Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { followAttempt } from './follow-attempt'

const DAY_MS = 24 * 60 * 60_000
/** What is at its end is looked at for so long; what is not, until it is. */
const DAYS_BACK = 7
/** A sale of this moment is still being talked about. */
const SETTLED_MS = 30 * 60_000
const ACCOUNTS_A_PAGE = 200
const ATTEMPTS_A_PAGE = 10

/** Acquirers publish no limit for questions; this is what a careful person would ask. */
const PACE: Limit = { name: 'reconcile', burst: 10, everyMs: 200 }

const UNFINISHED: readonly AttemptStatus[] = ['sending', 'unknown', 'waiting', 'authorized']

/** First what is old and not at its end, then everything of the last days. */
export type Cursor = { readonly part: 'unfinished' | 'recent'; readonly after: string }
export const FIRST: Cursor = { part: 'unfinished', after: '' }

export type Sums = {
  readonly asked: number
  readonly same: number
  readonly differed: number
  readonly unanswered: number
}
export const NONE: Sums = { asked: 0, same: 0, differed: 0, unanswered: 0 }

/** Those with something to compare, by pages. */
export function listToReconcile({ db, now }: Pick<Tools, 'db' | 'now'>, after: string) {
  const some = (more: ReturnType<typeof and>) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(attempts)
        .where(and(eq(attempts.accountId, accounts.id), more)),
    )
  const recent = gte(attempts.id, firstIdAt('attempt', since(now())))
  return db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        gt(accounts.id, after as Id<'account'>),
        sql`(${some(recent)} or ${some(inArray(attempts.status, [...UNFINISHED]))})`,
      ),
    )
    .orderBy(asc(accounts.id))
    .limit(ACCOUNTS_A_PAGE)
}

const since = (now: Date) => new Date(now.getTime() - DAYS_BACK * DAY_MS)

/** One page; null for `next` at the end. A page that is run again asks again and changes nothing. */
export async function reconcilePage(
  ctx: Ctx,
  cursor: Cursor,
  startedAt: Date,
): Promise<{ readonly sums: Sums; readonly next: Cursor | null }> {
  const ids = await pageOf(ctx, cursor, startedAt)
  let sums = NONE
  for (const { id, acquirer } of ids) {
    await keepPace(ctx, acquirer)
    sums = add(sums, await ask(ctx, id))
  }
  return { sums, next: nextOf(cursor, ids) }
}

function nextOf({ part }: Cursor, ids: readonly { readonly id: string }[]): Cursor | null {
  const last = ids.at(-1)
  if (last !== undefined && ids.length === ATTEMPTS_A_PAGE) return { part, after: last.id }
  return part === 'unfinished' ? { part: 'recent', after: '' } : null
}

function pageOf(ctx: Ctx, { part, after }: Cursor, startedAt: Date) {
  const from = firstIdAt('attempt', since(startedAt))
  const until = firstIdAt('attempt', new Date(startedAt.getTime() - SETTLED_MS))
  const old = and(inArray(attempts.status, [...UNFINISHED]), lt(attempts.id, from))
  return ctx.db
    .select({ id: attempts.id, acquirer: attempts.acquirer })
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        after === '' ? undefined : gt(attempts.id, after as Id<'attempt'>),
        part === 'unfinished' ? old : and(gte(attempts.id, from), lt(attempts.id, until)),
        isNull(attempts.avoided),
      ),
    )
    .orderBy(asc(attempts.id))
    .limit(ATTEMPTS_A_PAGE)
}

async function keepPace(ctx: Ctx, acquirer: string) {
  for (;;) {
    const seconds = await takePlace(ctx, PACE, `${ctx.actor.accountId} ${acquirer}`)
    if (seconds === 0) return
    await ctx.wait(seconds * 1000)
  }
}

/** One attempt that cannot be asked about keeps no other waiting. */
async function ask(ctx: Ctx, id: Id<'attempt'>): Promise<Sums> {
  try {
    const compared = (await followAttempt(ctx, id))?.compared ?? 'unanswered'
    return { ...NONE, asked: 1, [compared]: 1 }
  } catch (error) {
    log.error('an attempt could not be compared', { attemptId: id, error })
    return { ...NONE, asked: 1, unanswered: 1 }
  }
}

export const add = (one: Sums, other: Sums): Sums => ({
  asked: one.asked + other.asked,
  same: one.same + other.same,
  differed: one.differed + other.differed,
  unanswered: one.unanswered + other.unanswered,
})

/** What the findings page and the metrics say of it. */
export async function noteReconciliation(
  ctx: Ctx,
  { slot, startedAt, sums, over }: Noted,
): Promise<void> {
  const { accountId } = ctx.actor
  const row = { ...sums, finishedAt: over ? ctx.now() : null }
  await ctx.db
    .insert(reconciliations)
    .values({ accountId, slot, startedAt, ...row })
    .onConflictDoUpdate({ target: [reconciliations.accountId, reconciliations.slot], set: row })
  if (over) log.info('an account was compared with its acquirers', { accountId, slot, ...sums })
}

type Noted = {
  readonly slot: string
  readonly startedAt: Date
  readonly sums: Sums
  readonly over: boolean
}

/** The last one that came to its end; null before the first night. */
export async function lastReconciliation(ctx: Ctx<'member'>) {
  const { accountId, finishedAt, startedAt, asked, same, differed, unanswered } = reconciliations
  const [last] = await ctx.db
    .select({ finishedAt, asked, same, differed, unanswered })
    .from(reconciliations)
    .where(and(eq(accountId, ctx.actor.accountId), isNotNull(finishedAt)))
    .orderBy(sql`${startedAt} desc`)
    .limit(1)
  if (last?.finishedAt == null) return null
  return { ...last, finishedAt: last.finishedAt.toISOString() }
}
