// lib/sales/needs-of-sales.ts
import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import { type FindingKind, findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { makeId } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

/** What is undone or sent again without anybody is not here; these wait for a person. */
const WAITING = [
  'still_unknown',
  'capture_refused',
  'amount_differs',
] as const satisfies readonly FindingKind[]
type Waiting = (typeof WAITING)[number]
const isWaiting = (kind: FindingKind): kind is Waiting => WAITING.some((each) => each === kind)

/** What the payments wait for a person to do. */
export type NeedsOfSales = {
  /** Approved, not captured, and soon given up; null when there is none. */
  readonly lapsing: {
    readonly count: number
    readonly amount: Centavos
    readonly first: { readonly saleId: Id<'sale'>; readonly by: string }
  } | null
  readonly findings: readonly {
    readonly id: Id<'finding'>
    readonly saleId: Id<'sale'>
    readonly kind: Waiting
    readonly acquirer: string
    readonly amount: Centavos
    readonly at: string
  }[]
}

const DAY_MS = 86_400_000
const LAPSES_WITHIN_MS = DAY_MS
const FINDING_IS_NEWS_FOR_MS = 7 * DAY_MS
const AT_MOST = 3

export async function needsOfSales(ctx: Ctx<'member'>): Promise<NeedsOfSales> {
  const [lapsing, found] = await Promise.all([lapsingOf(ctx), findingsOf(ctx)])
  return { lapsing, findings: found }
}

async function lapsingOf(ctx: Ctx): Promise<NeedsOfSales['lapsing']> {
  const now = ctx.now()
  const [first] = await ctx.db
    .select({
      saleId: attempts.saleId,
      by: attempts.captureBy,
      count: sql<number>`(count(${attempts.id}) over ())::int`,
      amount: sql<string>`(sum(${attempts.amount}) over ())::text`,
    })
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        eq(attempts.status, 'authorized'),
        eq(attempts.captureMode, 'manual'),
        gt(attempts.captureBy, now),
        lt(attempts.captureBy, new Date(now.getTime() + LAPSES_WITHIN_MS)),
      ),
    )
    .orderBy(asc(attempts.captureBy))
    .limit(1)
  if (first?.by == null) return null
  return {
    count: first.count,
    amount: centavos(Number(first.amount)),
    first: { saleId: first.saleId, by: first.by.toISOString() },
  }
}

async function findingsOf(ctx: Ctx): Promise<NeedsOfSales['findings']> {
  const since = new Date(ctx.now().getTime() - FINDING_IS_NEWS_FOR_MS)
  const { id, kind, createdAt } = findings
  const { saleId, acquirer, amount } = attempts
  const rows = await ctx.db
    .select({ id, kind, createdAt, saleId, acquirer, amount })
    .from(findings)
    .innerJoin(attempts, eq(attempts.id, findings.attemptId))
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        eq(findings.accountId, ctx.actor.accountId),
        gte(id, makeId('finding', since, new Uint8Array(16))),
        inArray(kind, [...WAITING]),
        sql`${sales.test} is not true`, // A time-out that somebody came to see.
      ),
    )
    .orderBy(desc(id))
    .limit(AT_MOST)
  return rows.flatMap(({ createdAt, kind, ...row }) =>
    isWaiting(kind) ? [{ ...row, kind, at: createdAt.toISOString() }] : [],
  )
}
