// lib/sales/find-repeat.ts
import { and, eq } from 'drizzle-orm'
import { sales } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'
import { saleColumns } from './read-sale'
import { requestHash } from './request-hash'
import type { Sale } from './sale'
import type { SubmitPayment } from './submit-payment.schema'

export type Repeat =
  | { readonly kind: 'repeated'; readonly saleId: Sale['id'] }
  /** Another click after a refusal: the sale goes on, if the request is good. */
  | { readonly kind: 'continues'; readonly sale: Sale }
  | { readonly kind: 'in_flight' }
  | { readonly kind: 'key_reused' }

/** Nothing was taken, and the buyer was told so. */
export const CONTINUES: readonly Sale['status'][] = ['refused', 'failed']

/** What a request is to the sale its key already names. Null: it names none. */
export async function findRepeat(ctx: Ctx, input: SubmitPayment): Promise<Repeat | null> {
  const [sale] = await ctx.db
    .select(saleColumns)
    .from(sales)
    .where(
      and(eq(sales.accountId, ctx.actor.accountId), eq(sales.idempotencyKey, input.idempotencyKey)),
    )
  if (sale === undefined) return null
  const busy = sale.busyUntil !== null && sale.busyUntil > ctx.now()
  if (input.submitId === null) {
    if (sale.requestHash !== requestHash(input)) return { kind: 'key_reused' }
    return busy ? { kind: 'in_flight' } : { kind: 'repeated', saleId: sale.id }
  }
  // A checkout's id names one sale of one offer; anything else is somebody's experiment.
  const code = 'offerCode' in input.asked ? input.asked.offerCode : null
  const same = sale.source === input.source && sale.offerCode === code
  if (!same) return { kind: 'key_reused' }
  const again = input.submitId !== sale.submitId && !busy && CONTINUES.includes(sale.status)
  return again ? { kind: 'continues', sale } : { kind: 'repeated', saleId: sale.id }
}
