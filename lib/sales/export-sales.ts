// lib/sales/export-sales.ts
import 'server-only'
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planned } from '@/db/planned'
import { attempts } from '@/db/schema/payments'
import { saleItems, sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { filtersOf } from './find-sales'
import type { Sale, SaleAttempt } from './sale'
import type { PanelSalesQuery } from './sales-query'
import { panelScope, withAttempts } from './views'

/** A file takes this many, the newest first; a narrower period brings the others. */
export const EXPORT_MAX = 250_000

const BATCH = 2000

/**
 * Everything that was found, batch after batch by key: no more than one batch is ever in memory, and
 * no transaction stays open while somebody's connection is slow.
 */
export async function* exportSales(
  ctx: Ctx<'member'>,
  query: PanelSalesQuery,
): AsyncGenerator<readonly ExportedSale[]> {
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

/** What the file tells of a sale and of its attempts, and no more: each column is read so many times. */
const SALE = {
  id: sales.id,
  number: sales.number,
  reference: sales.reference,
  createdAt: sales.createdAt,
  paidAt: sales.paidAt,
  status: sales.status,
  method: sales.method,
  product: sales.product,
  offerCode: sales.offerCode,
  buyer: sales.buyer,
  amount: sales.amount,
  refundedAmount: sales.refundedAmount,
  installments: sales.installments,
  acquirer: sales.acquirer,
  cardHint: sales.cardHint,
  captureMode: sales.captureMode,
  environment: sales.environment,
  test: sales.test,
  affiliateCode: sales.affiliateCode,
  tracking: sales.tracking,
  couponCode: sales.couponCode,
  discount: sales.discount,
  linkCode: sales.linkCode,
  source: sales.source,
} as const

/** What was ticked besides, as one text; null for most. */
const BUMPS = sql<string | null>`(select string_agg(i.name, '; ' order by i.position)
  from ${saleItems} i where i.sale_id = sales.id and i.kind = 'bump')`

const ATTEMPT = {
  saleId: attempts.saleId,
  status: attempts.status,
  tid: attempts.tid,
  nsu: attempts.nsu,
  arp: attempts.arp,
  last4: attempts.last4,
  brand: attempts.brand,
  eci: attempts.eci,
  lr: attempts.lr,
  reason: attempts.reason,
} as const

export type ExportedSale = {
  readonly sale: Pick<Sale, keyof typeof SALE> & { readonly bumps: string | null }
  readonly attempts: readonly Pick<SaleAttempt, keyof typeof ATTEMPT>[]
}

async function batchOf(
  tx: Tx,
  filters: Filters,
  cursor: Id<'sale'> | undefined,
): Promise<readonly ExportedSale[]> {
  const found = tx
    .select({ id: sales.id })
    .from(sales)
    .where(and(...filters, cursor && lt(sales.id, cursor)))
    .orderBy(desc(sales.id))
    .limit(BATCH)
    .as('found')
  const rows = await tx
    .select({ ...SALE, bumps: BUMPS })
    .from(found)
    .innerJoin(sales, eq(sales.id, found.id))
    .orderBy(desc(found.id))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id).join(' ')
  const made = await tx
    .select(ATTEMPT)
    .from(attempts)
    .where(sql`${attempts.saleId} = any(string_to_array(${ids}, ' '))`)
    .orderBy(asc(attempts.saleId), asc(attempts.position))
  return withAttempts(rows, made)
}
