// lib/sales/follow-sales.ts
import { and, desc, eq, gte } from 'drizzle-orm'
import { sales } from '@/db/schema/sales'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { firstIdAt, type Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { saleColumns } from './read-sale'
import { type SaleRow, toSaleRow } from './sale-row'
import { type Stop, watchNewSales, watchSale } from './watch-sales'

/** What a first page shows. Older sales are looked at, not followed. */
const FOLLOWED = 50
const FOLLOWED_MS = 2 * 86_400_000

type Tell = (rows: readonly SaleRow[]) => void
type Known = { shown: string; readonly stop: Stop }

/**
 * Tells the sales of the company that are new, and those of the newest that moved, to the page that
 * lists them: of where it sells now, and no test sale, as the list itself.
 */
export function followSales(
  ctx: Ctx<'member'>,
  tell: Tell,
): { readonly stop: Stop; readonly look: () => void } {
  const known = new Map<Id<'sale'>, Known>()
  let isFirst = true
  let over = false
  let queued = false
  let running = Promise.resolve()

  async function say() {
    if (over) return
    const rows = await newestSales(ctx)
    if (over) return
    const news = rows.filter(isNews)
    const current = new Set(rows.map(({ id }) => id))
    for (const [id, { stop }] of known) {
      if (current.has(id)) continue
      stop()
      known.delete(id)
    }
    if (!isFirst && news.length > 0) tell(news)
    isFirst = false
  }
  function isNews(row: SaleRow): boolean {
    const shown = JSON.stringify(row)
    const before = known.get(row.id)
    if (before?.shown === shown) return false
    known.set(row.id, { shown, stop: before?.stop ?? watchSale(ctx, row.id, look) })
    return true
  }
  // Fifty watched sales wake one look, not fifty: one that waits for its turn sees what all of them mean.
  const look = () => {
    if (queued) return
    queued = true
    const turn = () => {
      queued = false
      return say()
    }
    running = running.then(turn).catch(complain)
  }
  const complain = (error: unknown) => log.warn('new sales could not be told', { error })

  const stopNew = watchNewSales(ctx, ctx.actor.accountId, look)
  const stop = () => {
    over = true
    stopNew()
    for (const each of known.values()) each.stop()
    known.clear()
  }
  return { stop, look }
}

/** The newest of the last days, for who follows them and for who asks now and then instead. */
export async function newestSales(ctx: Ctx<'member'>): Promise<readonly SaleRow[]> {
  const environment = await sellingEnvironment(ctx)
  const rows = await ctx.db
    .select(saleColumns)
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        eq(sales.test, false),
        environment === null ? undefined : eq(sales.environment, environment),
        gte(sales.id, firstIdAt('sale', new Date(ctx.now().getTime() - FOLLOWED_MS))),
      ),
    )
    .orderBy(desc(sales.id))
    .limit(FOLLOWED)
  return rows.map(toSaleRow)
}
