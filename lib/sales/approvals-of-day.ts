// lib/sales/approvals-of-day.ts
import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import { attempts, type Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import { firstIdAt } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

type Tally = { readonly tried: number; readonly approved: number }

/** How the cards of today fared. What the backup saved is a report: `lib/reports/rescued-report`. */
export type ApprovalsOfDay = {
  readonly byAcquirer: readonly (Tally & { readonly code: string })[]
  /** Sales, whichever acquirer they went to. */
  readonly together: Tally
}

const APPROVED = ['authorized', 'captured', 'voided', 'refunded'] as const
const ANSWERED = [...APPROVED, 'refused'] as const

export async function approvalsOfDay(ctx: Ctx<'member'>): Promise<ApprovalsOfDay> {
  const start = instantAt(localDateOf(ctx.now()), '00:00')
  const selling = await sellingEnvironment(ctx)
  const tallies = await talliesOf(ctx, start, selling)
  const byAcquirer = tallies.flatMap(({ code, ...tally }) =>
    code === null ? [] : [{ code, ...tally }],
  )
  const { tried, approved } = tallies.find(({ code }) => code === null) ?? { tried: 0, approved: 0 }
  return { byAcquirer, together: { tried, approved } }
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
        gte(attempts.id, firstIdAt('attempt', start)),
        inArray(attempts.status, [...ANSWERED]),
      ),
    )
    .groupBy(sql`grouping sets ((${attempts.acquirer}), ())`)
}
