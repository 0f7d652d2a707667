// lib/sales/approvals-of-day.ts
import { and, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { accounts } from '@/db/schema/accounts'
import { attempts, type Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import { type Id, makeId } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

type Tally = { readonly tried: number; readonly approved: number }

/** How the cards of today fared, and what only the second acquirer let through. */
export type ApprovalsOfDay = {
  readonly byAcquirer: readonly (Tally & { readonly code: string })[]
  /** Sales, whichever acquirer they went to. */
  readonly together: Tally
  readonly rescued: {
    readonly count: number
    readonly amount: Centavos
    readonly last: readonly {
      readonly id: Id<'sale'>
      readonly buyer: string
      readonly amount: Centavos
      readonly from: string
      readonly to: string
    }[]
  }
}

const APPROVED = ['authorized', 'captured', 'voided', 'refunded'] as const
const ANSWERED = [...APPROVED, 'refused'] as const
const LAST = 4

export async function approvalsOfDay(ctx: Ctx<'member'>): Promise<ApprovalsOfDay> {
  const start = instantAt(localDateOf(ctx.now()), '00:00')
  const selling = await sellingEnvironment(ctx)
  const [tallies, rescued] = await Promise.all([
    talliesOf(ctx, start, selling),
    rescuedOf(ctx, start, selling),
  ])
  const byAcquirer = tallies.flatMap(({ code, ...tally }) =>
    code === null ? [] : [{ code, ...tally }],
  )
  const { tried, approved } = tallies.find(({ code }) => code === null) ?? { tried: 0, approved: 0 }
  return { byAcquirer, together: { tried, approved }, rescued }
}

/** Where the account sells now, and no sale made to try an acquirer out. */
const inFigures = (selling: Environment | null) => [
  selling === null ? sql`false` : eq(attempts.environment, selling),
  sql`${sales.test} is not true`,
]

/** One row an acquirer, and one for all of them, whose code is null. */
async function talliesOf(ctx: Ctx, start: Date, selling: Environment | null) {
  return ctx.db
    .select({
      code: sql<string | null>`${attempts.acquirer}`,
      tried: sql<number>`count(distinct ${attempts.saleId})::int`,
      approved: sql<number>`(count(distinct ${attempts.saleId}) filter (where ${inArray(attempts.status, [...APPROVED])}))::int`,
    })
    .from(attempts)
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        ...inFigures(selling),
        eq(attempts.method, 'card'),
        gte(attempts.id, makeId('attempt', start, new Uint8Array(16))),
        inArray(attempts.status, [...ANSWERED]),
      ),
    )
    .groupBy(sql`grouping sets ((${attempts.acquirer}), ())`)
}

/** Approved by another acquirer than the default, right behind a try at a different one. */
async function rescuedOf(
  ctx: Ctx,
  start: Date,
  selling: Environment | null,
): Promise<ApprovalsOfDay['rescued']> {
  const before = alias(attempts, 'before')
  const rows = await ctx.db
    .select({
      id: sales.id,
      buyer: sales.buyer,
      amount: attempts.amount,
      from: before.acquirer,
      to: attempts.acquirer,
      count: sql<number>`(count(${attempts.id}) over ())::int`,
      total: sql<string>`(sum(${attempts.amount}) over ())::text`,
    })
    .from(attempts)
    .innerJoin(
      before,
      and(
        eq(before.saleId, attempts.saleId),
        eq(before.position, sql`${attempts.position} - 1`),
        ne(before.acquirer, attempts.acquirer),
      ),
    )
    .innerJoin(
      accounts,
      and(eq(accounts.id, attempts.accountId), ne(accounts.defaultAcquirer, attempts.acquirer)),
    )
    .innerJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        gte(attempts.id, makeId('attempt', start, new Uint8Array(16))),
        ...inFigures(selling),
        inArray(attempts.status, ['authorized', 'captured']),
      ),
    )
    .orderBy(desc(attempts.id))
    .limit(LAST)
  return {
    count: rows[0]?.count ?? 0,
    amount: centavos(Number(rows[0]?.total ?? 0)),
    last: rows.map(({ id, buyer, amount, from, to }) => ({
      id,
      buyer: buyer.name,
      amount,
      from,
      to,
    })),
  }
}
