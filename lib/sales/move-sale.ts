// lib/sales/move-sale.ts
import { type SQL, sql } from 'drizzle-orm'
import { outbox } from '@/db/schema/platform'
import { type Hold, SALE_DAY_SHARDS, type SaleStatus, saleDays, sales } from '@/db/schema/sales'
import { localDateOf } from '@/lib/kernel/calendar'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { searchWords } from '@/lib/kernel/search-words'
import type { Ctx } from '@/lib/platform/context'
import { freeingPlace, movingCoupon } from './holds'
import type { Sale, SaleAttempt, SaleWithAttempts } from './sale'
import { tellingAttempt } from './sale-status'
import type { Holds, Next } from './settle-sale'

/**
 * Writes what became of a sale, with all that follows from it in the same statement: the fact, the day's
 * revenue, the place and the coupon it kept or returned. False when somebody else was first, a click that
 * went on with other things and another coupon too.
 */
export async function moveSale(
  ctx: Ctx,
  { sale, attempts }: SaleWithAttempts,
  next: Next & Holds,
  news: boolean,
): Promise<boolean> {
  const at = ctx.now().toISOString()
  const { accountId } = ctx.actor
  const day = dayOf(sale, next, attempts)
  const shard = Number.parseInt(sale.id.slice(-1), 36) % SALE_DAY_SHARDS
  const words = searchWords(...attempts.flatMap(({ tid, nsu, arp }) => [tid, nsu, arp])).join(' ')
  const counted = day.paidCount !== 0 || day.paid !== 0 || day.returned !== 0
  const rows = await ctx.db.execute<{ id: string }>(sql`
    with sale as (
      update ${sales} set status = ${next.status}, acquirer = ${next.acquirer},
        refunded_centavos = ${next.refundedAmount}, busy_until = null, method = ${next.method},
        amount_centavos = ${next.amount}, installments = ${next.installments},
        card_hint = ${next.cardHint},
        paid_at = ${next.paidAt?.toISOString() ?? null}::timestamptz,
        moved_at = ${next.movedAt.toISOString()}::timestamptz, ${holding(sale, next)}
        words = words || array_to_tsvector(string_to_array(${words}, ' '))
      where id = ${sale.id} and status = ${sale.status}
        and refunded_centavos = ${sale.refundedAmount}
        and place is not distinct from ${sale.place}
        and coupon_use is not distinct from ${sale.couponUse}
        and submit_id is not distinct from ${sale.submitId}
      returning id
    ), told as (
      insert into ${outbox} (id, account_id, name, payload, created_at)
      select ${ctx.newId('fact')}, ${accountId}, ${`sale.${next.status}`},
        jsonb_build_object('saleId', id, 'bell', ${sale.bellUrl === null ? 'no' : 'yes'}::text),
        ${at}::timestamptz
      from sale where ${news}::boolean
    ), counted as (
      insert into ${saleDays} as d (account_id, environment, offer_key, day, shard, paid_count, paid_centavos,
        returned_centavos)
      select ${accountId}, ${sale.environment}, ${sale.offerId ?? ''}, ${localDateOf(ctx.now())}::date, ${shard}::int,
        ${day.paidCount}::int, ${day.paid}::bigint, ${day.returned}::bigint
      from sale where ${counted && !sale.test}::boolean
      on conflict (account_id, environment, offer_key, day, shard) do update set
        paid_count = d.paid_count + excluded.paid_count,
        paid_centavos = d.paid_centavos + excluded.paid_centavos,
        returned_centavos = d.returned_centavos + excluded.returned_centavos
    ) ${letGo(ctx, sale, next)} ${couponTold(sale, next, day)}
    select id from sale`)
  return rows.length > 0
}

/** Not a word for a sale that holds nothing, as most do. */
function holding({ place, couponUse }: Sale, next: Holds): SQL {
  if (place === null && couponUse === null) return sql``
  return sql`place = ${next.place}, coupon_use = ${next.couponUse},
    place_until = ${next.placeUntil?.toISOString() ?? null}::timestamptz,`
}

const frees = (before: Hold | null, after: Hold | null) =>
  before !== 'returned' && after === 'returned'

/** A place nobody has any more is there for whoever comes next. */
const letGo = (ctx: Ctx, { offerId, place }: Sale, next: Holds): SQL =>
  offerId !== null && frees(place, next.place) ? freeingPlace(ctx, offerId) : sql``

/** What becomes of its use of a coupon, and what it brought. */
function couponTold(sale: Sale, { couponUse: after }: Holds, day: Day): SQL {
  const { couponId, couponUse: before, couponKeys: keys } = sale
  const back = before === 'returned' && after === 'kept'
  const uses = frees(before, after) ? -1 : back ? 1 : 0
  const counted = day.paidCount !== 0 || day.paid !== 0 || day.returned !== 0
  if (couponId === null || (uses === 0 && !counted)) return sql``
  return movingCoupon({ ...day, couponId, keys: keys ?? [], uses })
}

const HOLDS_MONEY: readonly SaleStatus[] = ['paid', 'partially_refunded']

type Day = {
  readonly paidCount: number
  readonly paid: Centavos
  readonly returned: Centavos
}

/** What this move adds to the day's revenue. What goes back counts on the day it goes back. */
function dayOf(sale: Sale, next: Next, attempts: readonly SaleAttempt[]): Day {
  const wasPaid = sale.paidAt !== null
  const captured = tellingAttempt(attempts)?.capturedAmount ?? 0
  const isPaid = wasPaid || next.paidAt !== null
  const before = returnedOf(sale.status, sale.refundedAmount, captured, wasPaid)
  const after = returnedOf(next.status, next.refundedAmount, captured, isPaid)
  return {
    paidCount: isPaid && !wasPaid ? 1 : 0,
    paid: centavos(isPaid && !wasPaid ? captured : 0),
    returned: centavos(after - before),
  }
}

function returnedOf(status: SaleStatus, refunded: number, captured: number, paid: boolean) {
  if (!paid) return 0
  return HOLDS_MONEY.includes(status) ? refunded : captured
}
