// lib/sales/to-capture.ts
import { and, asc, eq, gt, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { connectorOf } from '@/lib/accounts/connectors'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { SaleId } from './operate-sale.schema'

export type ToCapture = {
  readonly saleId: Id<'sale'>
  readonly number: number
  readonly buyer: string
  readonly product: string
  readonly card: string | null
  readonly acquirer: string
  readonly amount: Centavos
  readonly captureBy: string
}

export type CaptureList = {
  readonly rows: readonly ToCapture[]
  readonly next: string | null
  /** Of all of them, not of the page alone. */
  readonly all: Sum
  readonly within24h: Sum
}
type Sum = { readonly count: number; readonly amount: Centavos }

/** Where a page ends: the deadline and the sale. */
export const CaptureCursor = z
  .string()
  .regex(/^\d{13}_att_[0-9a-z]{25}$/)
  .transform((text) => ({
    at: new Date(Number(text.slice(0, 13))),
    id: text.slice(14) as Id<'attempt'>,
  }))
type Cursor = z.output<typeof CaptureCursor>

/** As many as a person may capture at once. */
export const CaptureSalesInput = z.object({ saleIds: z.array(SaleId).min(1).max(50) })

const A_PAGE = 50

/** Approved and not captured, the first to lapse first. */
export async function listToCapture(
  ctx: Ctx<'member'>,
  after?: Cursor | undefined,
): Promise<CaptureList> {
  const held = await heldBy(ctx)
  const behind =
    after === undefined
      ? undefined
      : or(
          gt(attempts.captureBy, after.at),
          and(eq(attempts.captureBy, after.at), gt(attempts.id, after.id)),
        )
  const [rows, [sums]] = await Promise.all([
    ctx.db
      .select({
        attempt: attempts,
        number: sales.number,
        buyer: sales.buyer,
        product: sales.product,
      })
      .from(attempts)
      .innerJoin(sales, eq(sales.id, attempts.saleId))
      .where(and(held, behind))
      .orderBy(asc(attempts.captureBy), asc(attempts.id))
      .limit(A_PAGE + 1),
    ctx.db
      .select({
        count: sql<number>`count(${attempts.id})::int`,
        amount: sql<string>`coalesce(sum(${attempts.amount}), 0)::text`,
        soon: sql<number>`count(${attempts.id}) filter (where ${soon(ctx)})::int`,
        soonAmount: sql<string>`coalesce(sum(${attempts.amount}) filter (where ${soon(ctx)}), 0)::text`,
      })
      .from(attempts)
      .innerJoin(sales, eq(sales.id, attempts.saleId))
      .where(held),
  ])
  const shown = rows.slice(0, A_PAGE)
  const last = rows.length > A_PAGE ? shown.at(-1)?.attempt : undefined
  return {
    rows: shown.flatMap(({ attempt, ...sale }) => toRow(attempt, sale)),
    next: last?.captureBy ? `${last.captureBy.getTime()}_${last.id}` : null,
    all: { count: sums?.count ?? 0, amount: centavos(Number(sums?.amount ?? 0)) },
    within24h: { count: sums?.soon ?? 0, amount: centavos(Number(sums?.soonAmount ?? 0)) },
  }
}

const DAY_MS = 24 * 60 * 60_000
const soon = (ctx: Ctx) =>
  sql`${attempts.captureBy} < ${new Date(ctx.now().getTime() + DAY_MS).toISOString()}::timestamptz`

async function heldBy(ctx: Ctx<'member'>) {
  const environment = await sellingEnvironment(ctx)
  return and(
    eq(attempts.accountId, ctx.actor.accountId),
    eq(attempts.status, 'authorized'),
    eq(attempts.captureMode, 'manual'),
    gt(attempts.captureBy, ctx.now()),
    eq(sales.test, false),
    environment === null ? sql`false` : eq(attempts.environment, environment),
  )
}

type Sold = Pick<typeof sales.$inferSelect, 'number' | 'buyer' | 'product'>

function toRow(attempt: typeof attempts.$inferSelect, sale: Sold): ToCapture[] {
  if (attempt.captureBy === null) return []
  const { saleId, amount, acquirer, last4 } = attempt
  return [
    {
      ...{ saleId, amount },
      number: sale.number,
      buyer: sale.buyer.name,
      product: sale.product,
      card: last4,
      acquirer: connectorOf(acquirer)?.label ?? acquirer,
      captureBy: attempt.captureBy.toISOString(),
    },
  ]
}
