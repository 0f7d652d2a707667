// lib/webhooks/views.ts
import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import type { SaleStatus } from '@/db/schema/sales'
import { type DeliveryState, type DeliveryTry, deliveries } from '@/db/schema/webhooks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type DeliveryView = {
  readonly id: Id<'delivery'>
  readonly state: DeliveryState
  readonly saleStatus: SaleStatus
  readonly isReplay: boolean
  readonly url: string
  readonly tries: readonly DeliveryTry[]
  readonly createdAt: string
  readonly deliveredAt: string | null
}

const SHOWN_MAX = 50

/** The bells of one sale, in the order they were to be rung. */
export async function listDeliveries(
  ctx: Ctx<'member' | 'api'>,
  saleId: Id<'sale'>,
): Promise<readonly DeliveryView[]> {
  const rows = await ctx.db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.saleId, saleId), eq(deliveries.accountId, ctx.actor.accountId)))
    .orderBy(asc(deliveries.id))
    .limit(SHOWN_MAX)
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    saleStatus: row.saleStatus,
    isReplay: row.replayOf !== null,
    url: row.url,
    tries: row.tries,
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  }))
}
