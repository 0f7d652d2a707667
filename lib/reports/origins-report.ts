// lib/reports/origins-report.ts
import { and, eq, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { recoveries } from '@/db/schema/conversations'
import { orderOrigins } from '@/db/schema/reports'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { instantsOf, type Period } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { addUp } from './add-up'

/** What orders are told apart by: the names of the addresses, and the store. */
const COLUMN = {
  utm_source: orderOrigins.source,
  utm_medium: orderOrigins.medium,
  utm_campaign: orderOrigins.campaign,
  utm_content: orderOrigins.content,
  utm_term: orderOrigins.term,
  src: orderOrigins.src,
  sck: orderOrigins.sck,
  store: orderOrigins.storeId,
} as const
export type OriginDimension = keyof typeof COLUMN
export const ORIGIN_DIMENSIONS = Object.keys(COLUMN) as OriginDimension[]

export type OriginScope = {
  readonly period: Period
  /** One or two. */
  readonly by: readonly OriginDimension[]
  /** Only these; an empty word is an order without that variable. */
  readonly only: Readonly<Partial<Record<OriginDimension, string>>>
}

export type OriginSums = {
  /** Paid within the days. */
  readonly purchases: number
  readonly revenue: Centavos
  /** Given back or charged back within the days, whenever it had been paid. */
  readonly returned: number
  readonly returnedAmount: Centavos
  /** Began to wait for a payment within the days; and how many of these have paid by now. */
  readonly waiting: number
  readonly converted: number
  readonly recovered: number
  readonly recoveredAmount: Centavos
}

export type OriginRow = OriginSums & { readonly values: readonly string[] }

export type OriginsReport = {
  readonly all: OriginSums
  /** The highest revenue first. */
  readonly rows: readonly OriginRow[]
  /** There are more of them than are shown. */
  readonly cut: boolean
}

/** So many lines a page shows; a file has them all. */
const SHOWN = 200
const FILE_MAX = 100_000

export async function originsReport(
  ctx: Ctx<'member'>,
  scope: OriginScope,
  { limit = SHOWN }: { readonly limit?: number } = {},
): Promise<OriginsReport> {
  const dimensions = scope.by.map((name) => COLUMN[name])
  const parts = partsOf(ctx, scope)
  const rows = await addUp(ctx, (tx) =>
    tx.execute<Summed & { values: string[] | null }>(sql`
      select case when grouping(${names(scope.by)}) = 0 then array[${names(scope.by)}] end as values,
        sum(purchases)::int as purchases, sum(revenue)::text as revenue,
        sum(returned)::int as returned, sum(returned_amount)::text as "returnedAmount",
        sum(waiting)::int as waiting, sum(converted)::int as converted,
        sum(recovered)::int as recovered, sum(recovered_amount)::text as "recoveredAmount"
      from (${sql.join(
        parts.map((part) => selectOf(part, dimensions, scope.by)),
        sql` union all `,
      )}) as told
      group by grouping sets ((${names(scope.by)}), ())
      order by grouping(${names(scope.by)}) desc, sum(revenue) desc, sum(purchases) desc,
        sum(waiting) desc, ${names(scope.by)}
      limit ${limit + 2}`),
  )
  const all = rows.find(({ values }) => values === null)
  const found = rows.flatMap(({ values, ...sums }) =>
    values === null ? [] : [{ values, ...sumsOf(sums) }],
  )
  return { all: sumsOf(all), rows: found.slice(0, limit), cut: found.length > limit }
}

/** All lines, for a file. */
export const originsFile = (ctx: Ctx<'member'>, scope: OriginScope) =>
  originsReport(ctx, scope, { limit: FILE_MAX })

const names = (by: readonly OriginDimension[]) =>
  sql.raw(by.map((_, at) => `value_${at}`).join(', '))

type Summed = Readonly<
  Record<'purchases' | 'returned' | 'waiting' | 'converted' | 'recovered', number | null>
> &
  Readonly<Record<'revenue' | 'returnedAmount' | 'recoveredAmount', string | null>>

const money = (text: string | null | undefined) => centavos(Number(text ?? 0))

const sumsOf = (sums: Summed | undefined): OriginSums => ({
  purchases: sums?.purchases ?? 0,
  revenue: money(sums?.revenue),
  returned: sums?.returned ?? 0,
  returnedAmount: money(sums?.returnedAmount),
  waiting: sums?.waiting ?? 0,
  converted: sums?.converted ?? 0,
  recovered: sums?.recovered ?? 0,
  recoveredAmount: money(sums?.recoveredAmount),
})

type Part = { readonly figures: SQL; readonly from: SQL }

/** Each order stands in as many parts as things happened to it within the days. */
function partsOf(ctx: Ctx<'member'>, { period, only }: OriginScope): readonly Part[] {
  const [since, until] = instantsOf(period)
  const { accountId } = ctx.actor
  const chosen = ORIGIN_DIMENSIONS.flatMap((name) => {
    const value = only[name]
    return value === undefined ? [] : [eq(COLUMN[name] as typeof orderOrigins.source, value)]
  })
  const within = (at: typeof orderOrigins.paidAt) =>
    and(eq(orderOrigins.accountId, accountId), gte(at, since), lt(at, until), ...chosen)
  const { waitingAt, paidAt, paidAmount, returnedAt } = orderOrigins
  const own = (where: SQL | undefined) => sql`${orderOrigins} where ${where}`
  const ours = and(
    eq(recoveries.accountId, accountId as Id<'account'>),
    gte(recoveries.recoveredAt, since),
    lt(recoveries.recoveredAt, until),
    isNotNull(recoveries.messageId),
    sql`${recoveries.undoneAt} is null`,
    ...chosen,
  )
  const orders = sql`count(${orderOrigins.orderKey})`
  const money = sql`sum(${paidAmount})`
  return [
    {
      figures: sql`0, 0, 0, 0, ${orders}, count(${paidAt}), 0, 0`,
      from: own(within(waitingAt)),
    },
    { figures: sql`${orders}, ${money}, 0, 0, 0, 0, 0, 0`, from: own(within(paidAt)) },
    {
      figures: sql`0, 0, ${orders}, ${money}, 0, 0, 0, 0`,
      from: own(and(within(returnedAt), isNotNull(paidAt))),
    },
    {
      figures: sql`0, 0, 0, 0, 0, 0, count(${recoveries.amount}), sum(${recoveries.amount})`,
      from: sql`${recoveries} join ${orderOrigins} using (store_id, order_kind, order_key) where ${ours}`,
    },
  ]
}

/** Added up part by part: what is left to be added together is a line a value. */
function selectOf({ figures, from }: Part, dimensions: readonly unknown[], by: readonly unknown[]) {
  const values = sql.join(
    dimensions.map((column, at) => sql`${column} as ${sql.raw(`value_${at}`)}`),
    sql`, `,
  )
  const places = sql.join(
    dimensions.map((column) => sql`${column}`),
    sql`, `,
  )
  return sql`select * from (select ${values}, ${figures} from ${from} group by ${places}) as part (${sql.raw(
    by.map((_, at) => `value_${at}`).join(', '),
  )}, purchases, revenue, returned, returned_amount, waiting, converted, recovered, recovered_amount)`
}
