// lib/sales/find-repeat.ts
import { and, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import { saleItems, sales } from '@/db/schema/sales'
import { normalCode } from '@/lib/offers/find-coupon'
import type { Ctx } from '@/lib/platform/context'
import { saleColumns } from './read-sale'
import { requestHash } from './request-hash'
import type { Sale } from './sale'
import type { SaleInput } from './sale-order'

export type Repeat =
  | { readonly kind: 'repeated'; readonly saleId: Sale['id'] }
  /** Another click after a refusal: the sale goes on, if the request is good. */
  | { readonly kind: 'continues'; readonly sale: Sale; readonly bumps: readonly string[] }
  | { readonly kind: 'in_flight' }
  | { readonly kind: 'key_reused' }

/** Nothing was taken, and the buyer was told so; or a Pix waits that nobody has to pay. */
const CONTINUES: readonly Sale['status'][] = ['refused', 'failed', 'expired', 'pending']

/**
 * Of a row of `sales`: another click may go on with it. A card that was approved, or was never
 * answered, stands in the way; a Pix or a boleto does so only once it was paid. Two that are paid
 * all the same are told apart by the fence of captures.
 */
export const goesOn = and(
  inArray(sales.status, [...CONTINUES]),
  isNull(sales.paidAt),
  sql`(${sales.status} in ('refused', 'failed') or exists (select 1 from ${attempts}
    where ${attempts.saleId} = ${sales.id} and ${attempts.method} <> 'card'))`,
  sql`not exists (select 1 from ${attempts} where ${attempts.saleId} = ${sales.id}
    and (${attempts.status} in ('authorized', 'captured', 'refunded')
      or ${attempts.method} = 'card' and ${attempts.status} in ('sending', 'unknown')))`,
)

/** A code that is nearly over is no gift: with less left than this, a new one is made. */
const STILL_GOOD_MS = 60_000

/** What was ticked, in the order of its items. */
const BUMPS = sql<readonly string[]>`array(select i.bump_id from ${saleItems} i
  where i.sale_id = sales.id and i.kind = 'bump' order by i.position)`

/** What a request is to the sale its key already names. Null: it names none. */
export async function findRepeat(ctx: Ctx, input: SaleInput): Promise<Repeat | null> {
  const [found] = await ctx.db
    .select({ sale: saleColumns, bumps: BUMPS, goesOn: sql<boolean>`coalesce(${goesOn}, false)` })
    .from(sales)
    .where(
      and(eq(sales.accountId, ctx.actor.accountId), eq(sales.idempotencyKey, input.idempotencyKey)),
    )
  if (found === undefined) return null
  const { sale, bumps } = found
  const busy = sale.busyUntil !== null && sale.busyUntil > ctx.now()
  if (input.submitId === null) {
    if (sale.requestHash !== requestHash(input)) return { kind: 'key_reused' }
    return busy ? { kind: 'in_flight' } : { kind: 'repeated', saleId: sale.id }
  }
  // A checkout's id names one sale of one offer; anything else is somebody's experiment.
  const code = 'offerCode' in input.asked ? input.asked.offerCode : null
  if (sale.source !== input.source || sale.offerCode !== code) return { kind: 'key_reused' }
  const again = input.submitId !== sale.submitId && !busy && found.goesOn
  const same = again && isSame(sale, bumps, input)
  if (!again || (same && (await isWaiting(ctx, sale, input)))) {
    return { kind: 'repeated', saleId: sale.id }
  }
  return { kind: 'continues', sale, bumps }
}

/** The same things at the same discount. */
function isSame(sale: Sale, bumps: readonly string[], { coupon, bumps: ticked = [] }: SaleInput) {
  const code = coupon === undefined ? null : normalCode(coupon)
  return code === sale.couponCode && [...bumps].sort().join() === [...ticked].sort().join()
}

/** The same Pix or boleto again: the buyer gets the one they have, as long as it is good. */
async function isWaiting(ctx: Ctx, sale: Sale, { payment, expectedTotal }: SaleInput) {
  if (payment.method === 'card' || sale.method !== payment.method) return false
  if (expectedTotal !== undefined && expectedTotal !== sale.amount) return false
  const good = new Date(ctx.now().getTime() + STILL_GOOD_MS)
  const waiting = await ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.saleId, sale.id),
        eq(attempts.method, payment.method),
        eq(attempts.status, 'waiting'),
        eq(attempts.amount, sale.amount),
        isNotNull(attempts.voucher),
        gt(attempts.expiresAt, good),
      ),
    )
    .limit(1)
  return waiting.length > 0
}
