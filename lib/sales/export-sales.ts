// lib/sales/export-sales.ts
import 'server-only'
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planned } from '@/db/planned'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { filtersOf } from './find-sales'
import { saleColumns } from './read-sale'
import type { SaleAttempt, SaleWithAttempts } from './sale'
import type { PanelSalesQuery } from './sales-query'
import { panelScope, withAttempts } from './views'

/** A file takes this many, the newest first; a narrower period brings the others. */
export const EXPORT_MAX = 250_000

const BATCH = 1000

/**
 * Everything that was found, batch after batch by key: no more than one batch is ever in memory, and
 * no transaction stays open while somebody's connection is slow.
 */
export async function* exportSales(
  ctx: Ctx<'member'>,
  query: PanelSalesQuery,
): AsyncGenerator<readonly SaleWithAttempts[]> {
  const scope = await panelScope(ctx, query)
  let cursor: Id<'sale'> | undefined
  let told = 0
  while (told < EXPORT_MAX) {
    const batch = await planned(ctx, async (tx) => {
      const filters = await filtersOf(tx, scope, query)
      return filters === 'nothing' ? [] : batchOf(tx, filters, cursor)
    })
    if (batch.length === 0) return
    yield batch
    told += batch.length
    if (batch.length < BATCH) return
    cursor = batch.at(-1)?.sale.id
  }
}

type Filters = Exclude<Awaited<ReturnType<typeof filtersOf>>, 'nothing'>

async function batchOf(
  tx: Tx,
  filters: Filters,
  cursor: Id<'sale'> | undefined,
): Promise<readonly SaleWithAttempts[]> {
  const found = tx
    .select({ id: sales.id })
    .from(sales)
    .where(and(...filters, cursor && lt(sales.id, cursor)))
    .orderBy(desc(sales.id))
    .limit(BATCH)
    .as('found')
  const rows = await tx
    .select(saleColumns)
    .from(found)
    .innerJoin(sales, eq(sales.id, found.id))
    .orderBy(desc(found.id))
  return withAttempts(rows, await attemptsOf(tx, rows))
}

/** What the file tells of them, and no more: a voucher alone is a kilobyte. */
const attemptsOf = async (tx: Tx, rows: readonly { readonly id: Id<'sale'> }[]) =>
  rows.length === 0
    ? []
    : ((await tx
        .select()
        .from(attempts)
        .where(
          inArray(
            attempts.saleId,
            rows.map(({ id }) => id),
          ),
        )
        .orderBy(asc(attempts.saleId), asc(attempts.position))) as SaleAttempt[])
