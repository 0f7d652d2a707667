// lib/payments/tell-breaker.ts
import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { breakers } from '@/db/schema/acquirers'
import { attempts } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { recordFact } from '@/lib/platform/outbox'
import {
  afterAnswer,
  afterFailure,
  type Breaker,
  closedBreaker,
  isTechnical,
  TECHNICAL,
} from './breaker'
import type { Answer } from './outcome'
import type { Route } from './route'

type Told = Pick<Route, 'acquirer' | 'environment' | 'breaker'>

/**
 * What came of asking an acquirer. The happy path writes nothing: a row is touched by a technical
 * failure, or by an answer of an acquirer that was not sound.
 */
export async function tellBreaker(ctx: Ctx, route: Told, answer: Answer<unknown>): Promise<void> {
  const seen = route.breaker
  const failed = isTechnical(answer)
  if (seen === null || (!failed && seen.state === 'closed')) return
  const at = ctx.now()
  const failure = { at, setOutAt: seen.seenAt, probe: seen.probe }
  await moveBreaker(ctx, route, async (tx, now) => {
    if (!failed) return afterAnswer(now, at)
    const next = afterFailure(now, failure)
    const opens = now.state === 'closed' && next.state === 'open'
    // Five silences among a thousand approvals are bad luck; five among six are an acquirer that is down.
    return opens && !(await failsMostly(ctx, tx, route)) ? { ...next, ...still(now) } : next
  })
}

/** The count goes on, the state does not move. */
const still = ({ state, openedAt, probeAt, openings, movedAt }: Breaker) => ({
  state,
  openedAt,
  probeAt,
  openings,
  movedAt,
})

type Key = Pick<Route, 'acquirer' | 'environment'>

/** The row's lock is the queue of those who saw it fail; a change of state leaves its fact. */
export async function moveBreaker(
  ctx: Ctx,
  { acquirer, environment }: Key,
  judge: (tx: Tx, now: Breaker) => Promise<Breaker>,
): Promise<void> {
  const { accountId } = ctx.actor
  const row = and(
    eq(breakers.accountId, accountId),
    eq(breakers.acquirer, acquirer),
    eq(breakers.environment, environment),
  )
  const moved = await ctx.db.transaction(async (tx) => {
    const fresh = { accountId, acquirer, environment, ...closedBreaker(new Date(0)) }
    await tx.insert(breakers).values(fresh).onConflictDoNothing()
    const [now = fresh] = await tx.select().from(breakers).where(row).for('update')
    const next = await judge(tx, now)
    if (next === now) return null
    const { state, failures, windowAt, openedAt, probeAt, openings, movedAt } = next
    await tx
      .update(breakers)
      .set({ state, failures, windowAt, openedAt, probeAt, openings, movedAt })
      .where(row)
    if (state === now.state || state === 'half_open') return null
    const name = state === 'open' ? 'breaker.opened' : 'breaker.closed'
    await recordFact(ctx, tx, { name, payload: { acquirer, environment } })
    return next
  })
  if (moved === null) return
  const fields = { accountId, acquirer, environment, openings: moved.openings }
  if (moved.state === 'open') {
    log.warn('a breaker opened: sales start elsewhere', { ...fields, probeAt: moved.probeAt })
  } else log.info('a breaker closed: sales start here again', fields)
}

const LAST = 20
const FAILED = ['not_sent', 'unknown'] as const

/** Half or more of the last attempts there, as far as they are over. */
async function failsMostly(ctx: Ctx, tx: Tx, { acquirer, environment }: Key): Promise<boolean> {
  const technical = sql<number>`(${inArray(attempts.status, [...FAILED])}
    or coalesce(${inArray(attempts.reason, [...TECHNICAL])}, false))::int`
  const last = tx
    .select({ failed: technical.as('failed') })
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        eq(attempts.acquirer, acquirer),
        eq(attempts.environment, environment),
        ne(attempts.status, 'sending'),
        isNull(attempts.avoided),
      ),
    )
    .orderBy(desc(attempts.id))
    .limit(LAST)
    .as('last')
  const [row] = await tx.select({ share: sql<number>`avg(${last.failed})::float8` }).from(last)
  return (row?.share ?? 1) >= 0.5
}
