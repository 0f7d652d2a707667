// lib/sales/needs-of-sales.ts
import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import { type FindingKind, findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { FOR_A_PERSON } from '@/lib/payments/finding-kinds'
import { labelOf } from '@/lib/payments/labels'
import type { Ctx } from '@/lib/platform/context'

/** What lapses is told on its own, with its clock. */
const SHOWN = FOR_A_PERSON.filter((kind) => kind !== 'capture_due')

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
    readonly kind: FindingKind
    /** Empty for what belongs to no attempt of ours. */
    readonly acquirer: string
    readonly amount: Centavos | null
    readonly about: string
    readonly at: string
  }[]
}

const DAY_MS = 86_400_000
const LAPSES_WITHIN_MS = DAY_MS
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
  const { id, kind, detail, createdAt } = findings
  const { acquirer, amount } = attempts
  const rows = await ctx.db
    .select({ id, kind, detail, createdAt, acquirer, amount })
    .from(findings)
    .leftJoin(attempts, eq(attempts.id, findings.attemptId))
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        eq(findings.accountId, ctx.actor.accountId),
        isNull(findings.resolvedAt),
        inArray(kind, SHOWN),
        sql`${sales.test} is not true`, // A time-out that somebody came to see.
      ),
    )
    .orderBy(desc(id))
    .limit(AT_MOST)
  return rows.map(({ createdAt: at, detail: told, ...row }) => ({
    ...row,
    acquirer: labelOf(row.acquirer ?? '') ?? '',
    about: told.about ?? '',
    at: at.toISOString(),
  }))
}
