// lib/reports/offer-figures.ts
import { and, between, eq, type SQL, sql } from 'drizzle-orm'
import { shortLinks } from '@/db/schema/offers'
import type { Environment } from '@/db/schema/payments'
import { linkDays, originSaleDays, visitDays } from '@/db/schema/visits'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { daysOf, type Period } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'

/** Some days of one offer, and where the account sells now; null while it sells nowhere. */
export type FiguresScope = {
  readonly offerId: Id<'offer'>
  readonly period: Period
  readonly environment: Environment | null
}

/** What happened, and what it brought. `sales` are those of the page; the sums are of every sale. */
export type FigureSums = {
  readonly views: number
  /** Different ones each day, added up. */
  readonly visitors: number
  readonly leads: number
  readonly checkouts: number
  readonly sales: number
  /** Sold by the API, on a receipt, or by a recurrence: no visit brought them. */
  readonly otherSales: number
  readonly paid: Centavos
  /** Of what was paid on these days, whenever it went back. */
  readonly returned: Centavos
  readonly returnedSales: number
}

export type FigureDay = FigureSums & { readonly day: LocalDate }
export type FigureRow = FigureSums & { readonly key: string; readonly campaign: string }

type Row = Readonly<Record<keyof FigureSums, string | null>>

const toSums = (row: Row | undefined): FigureSums => ({
  views: Number(row?.views ?? 0),
  visitors: Number(row?.visitors ?? 0),
  leads: Number(row?.leads ?? 0),
  checkouts: Number(row?.checkouts ?? 0),
  sales: Number(row?.sales ?? 0),
  otherSales: Number(row?.otherSales ?? 0),
  paid: centavos(Number(row?.paid ?? 0)),
  returned: centavos(Number(row?.returned ?? 0)),
  returnedSales: Number(row?.returnedSales ?? 0),
})

/** What the two rollups say of some keys, side by side. */
function added(ctx: Ctx<'member'>, scope: FiguresScope, keys: SQL): SQL {
  const { offerId, period, environment } = scope
  const { accountId } = ctx.actor
  const visited = and(
    eq(visitDays.accountId, accountId),
    eq(visitDays.offerId, offerId),
    between(visitDays.day, period.from, period.to),
  )
  const sold = and(
    eq(originSaleDays.accountId, accountId),
    environment === null ? sql`false` : eq(originSaleDays.environment, environment),
    eq(originSaleDays.offerId, offerId),
    between(originSaleDays.day, period.from, period.to),
  )
  return sql`select ${keys}, sum(views) as views, sum(visitors) as visitors, sum(leads) as leads,
      sum(checkouts) as checkouts, sum(sales) as sales, sum(other_sales) as "otherSales",
      sum(paid) as paid, sum(returned) as returned, sum(returned_sales) as "returnedSales"
    from (
      select day, origin, campaign, link_code, views, visitors, leads, checkouts, 0 as sales,
        0 as other_sales, 0 as paid, 0 as returned, 0 as returned_sales
      from ${visitDays} where ${visited}
      union all
      select day, origin, campaign, link_code, 0, 0, 0, 0,
        case when via = 'checkout' then sales else 0 end,
        case when via = 'checkout' then 0 else sales end,
        paid_centavos, returned_centavos, returned_sales
      from ${originSaleDays} where ${sold}
    ) as told`
}

export async function sumFigures(ctx: Ctx<'member'>, scope: FiguresScope): Promise<FigureSums> {
  const [row] = await ctx.db.execute<Row>(added(ctx, scope, sql`1 as one`))
  return toSums(row)
}

/** Every day, those on which nothing happened too. */
export async function figuresByDay(
  ctx: Ctx<'member'>,
  scope: FiguresScope,
): Promise<readonly FigureDay[]> {
  const rows = await ctx.db.execute<Row & { day: LocalDate }>(
    sql`${added(ctx, scope, sql`day::text as day`)} group by day`,
  )
  const known = new Map(rows.map((row) => [row.day, row]))
  return daysOf(scope.period).map((day) => ({ day, ...toSums(known.get(day)) }))
}

/** So many lines a page shows; a file has them all. */
const FIGURE_ROWS_SHOWN = 100
const FILE_MAX = 20_000

/** What a table of figures may be sorted by, the highest first. */
const ORDERS = {
  paid: sql`sum(paid) desc`,
  sales: sql`sum(sales) desc`,
  visitors: sql`sum(visitors) desc`,
  leads: sql`sum(leads) desc`,
  checkouts: sql`sum(checkouts) desc`,
  conversion: sql`sum(sales) / nullif(sum(visitors), 0)::float8 desc nulls last`,
} as const
export type FigureOrder = keyof typeof ORDERS
export const FIGURE_ORDERS = Object.keys(ORDERS) as FigureOrder[]

export type OriginsScope = FiguresScope & {
  readonly byCampaign: boolean
  readonly order?: FigureOrder
}

/** Where visitors came from; with `byCampaign`, the campaigns of each. */
export async function figuresByOrigin(
  ctx: Ctx<'member'>,
  scope: OriginsScope,
  { limit = FIGURE_ROWS_SHOWN }: { readonly limit?: number } = {},
): Promise<readonly FigureRow[]> {
  const order = ORDERS[scope.order ?? 'paid']
  const keys = scope.byCampaign ? sql`origin as key, campaign` : sql`origin as key, '' as campaign`
  const rows = await ctx.db.execute<Row & { key: string; campaign: string }>(
    sql`${added(ctx, scope, keys)} group by 1, 2
      order by ${order}, sum(sales) desc, sum(visitors) desc, 1, 2 limit ${limit}`,
  )
  return rows.map(({ key, campaign, ...row }) => ({ key, campaign, ...toSums(row) }))
}

export const figuresOfOriginsFile = (ctx: Ctx<'member'>, scope: OriginsScope) =>
  figuresByOrigin(ctx, scope, { limit: FILE_MAX })

export type LinkFigures = FigureSums & { readonly clicks: number }

/** What each short link of the offer brought within the days, by its code. */
export async function figuresByLink(
  ctx: Ctx<'member'>,
  scope: FiguresScope,
): Promise<ReadonlyMap<string, LinkFigures>> {
  const { offerId, period } = scope
  const [rows, clicked] = await Promise.all([
    ctx.db.execute<Row & { code: string }>(
      sql`${added(ctx, scope, sql`link_code as code`)} where link_code <> '' group by 1`,
    ),
    ctx.db
      .select({ code: shortLinks.code, clicks: sql<string>`sum(${linkDays.clicks})` })
      .from(linkDays)
      .innerJoin(shortLinks, eq(shortLinks.id, linkDays.linkId))
      .where(
        and(
          eq(shortLinks.accountId, ctx.actor.accountId),
          eq(shortLinks.offerId, offerId),
          between(linkDays.day, period.from, period.to),
        ),
      )
      .groupBy(shortLinks.code),
  ])
  const clicks = new Map(clicked.map((row) => [row.code, Number(row.clicks)]))
  const sums = new Map(rows.map(({ code, ...row }) => [code, toSums(row)]))
  return new Map(
    [...new Set([...clicks.keys(), ...sums.keys()])].map((code) => [
      code,
      { ...(sums.get(code) ?? toSums(undefined)), clicks: clicks.get(code) ?? 0 },
    ]),
  )
}
