// lib/sales/holds.ts
import { type SQL, sql } from 'drizzle-orm'
import { couponBuyers, coupons } from '@/db/schema/coupons'
import { offerPlaces } from '@/db/schema/offers'
import { outbox } from '@/db/schema/platform'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Coupon } from '@/lib/offers/find-coupon'
import type { Ctx } from '@/lib/platform/context'
import type { Sale } from './sale'

/** What a sale may hold besides its own row: a place of its offer, and a use of its coupon. */
export type CouponUse = {
  readonly coupon: Pick<Coupon, 'id' | 'maxPerBuyer'>
  /** See `lib/offers/coupon-keys.ts`. */
  readonly keys: readonly string[]
}

/*
 * Parts of a statement, to stand behind one that is called `sale` and has a row where something is
 * held or let go. A count that would go over its limit becomes null, which its column does not take:
 * the whole statement is undone, the sale with it. PostgreSQL carries parts that nobody reads from out
 * backwards: so it is always buyers first, then coupons, then places, here and in `go-on.ts`, and no
 * two of them wait for each other.
 */

const iso = (ctx: Ctx) => ctx.now().toISOString()
const THERE_IS = sql.raw('exists (select 1 from sale)')

/** Takes a place. Whoever takes the last one tells that it is sold out. */
export const takingPlace = (ctx: Ctx, offerId: Id<'offer'>): SQL => sql`, placed as (
  update ${offerPlaces} set taken = case when taken < total then taken + 1 end
  where offer_id = ${offerId} and ${THERE_IS} returning taken, total
), sold_out as (
  insert into ${outbox} (id, account_id, name, payload, created_at)
  select ${ctx.newId('fact')}, ${ctx.actor.accountId}, 'offer.sold_out',
    jsonb_build_object('offerId', ${offerId}::text), ${iso(ctx)}::timestamptz
  from placed where taken = total
)`

/** Gives it to whoever comes next, who is told when there was none left. */
export const freeingPlace = (ctx: Ctx, offerId: Id<'offer'>): SQL => sql`, freed as (
  update ${offerPlaces} set taken = greatest(taken - 1, 0)
  where offer_id = ${offerId} and ${THERE_IS} returning taken, total
), reopened as (
  insert into ${outbox} (id, account_id, name, payload, created_at)
  select ${ctx.newId('fact')}, ${ctx.actor.accountId}, 'offer.reopened',
    jsonb_build_object('offerId', ${offerId}::text), ${iso(ctx)}::timestamptz
  from freed where taken = total - 1
)`

export const takingCoupon = (ctx: Ctx, { coupon, keys }: CouponUse): SQL => sql`, used as (
  update ${coupons} set used = case when max_uses is null or used < max_uses then used + 1 end
  where id = ${coupon.id} and ${THERE_IS}
), by_buyer as (
  insert into ${couponBuyers} as b (coupon_id, account_id, key, used)
  select ${coupon.id}, ${ctx.actor.accountId}, key, 1
  from sale, unnest(string_to_array(${keys.join(' ')}, ' ')) as key
  on conflict (coupon_id, key) do update set used =
    case when ${coupon.maxPerBuyer}::int is null or b.used < ${coupon.maxPerBuyer}::int then b.used + 1 end
)`

/** The coupon whose use a sale has at this moment. */
export const heldCoupon = ({ couponId, couponUse }: Pick<Sale, 'couponId' | 'couponUse'>) =>
  couponUse === 'held' || couponUse === 'kept' ? couponId : null

/** What a coupon's sales brought, and whether its use is one more or one less. */
export type CouponNews = {
  readonly couponId: Id<'coupon'>
  readonly keys: readonly string[]
  /** One less for a use that is returned. One more for one that was returned and then paid all the
   * same: the buyer has what the code promised, so it counts, beyond its limit too. */
  readonly uses: -1 | 0 | 1
  readonly paidCount: number
  readonly paid: Centavos
  readonly returned: Centavos
}

/** All that a statement says of a coupon at once: a row is changed once by each. */
export function movingCoupon(news: CouponNews): SQL {
  const { couponId, keys, uses, paidCount, paid, returned } = news
  const byBuyer = sql`, by_buyer as (
    update ${couponBuyers} set used = greatest(used + ${uses}::int, 0)
    where coupon_id = ${couponId} and key = any(string_to_array(${keys.join(' ')}, ' ')) and ${THERE_IS}
  )`
  return sql`, coupon as (
    update ${coupons} set used = greatest(used + ${uses}::int, 0),
      paid_count = paid_count + ${paidCount}::int,
      paid_centavos = paid_centavos + ${paid}::bigint,
      returned_centavos = returned_centavos + ${returned}::bigint
    where id = ${couponId} and ${THERE_IS}
  ) ${uses === 0 ? sql`` : byBuyer}`
}

const NOTHING = { paidCount: 0, paid: centavos(0), returned: centavos(0) }

export const freeingCoupon = (couponId: Id<'coupon'>, keys: readonly string[]): SQL =>
  movingCoupon({ ...NOTHING, couponId, keys, uses: -1 })

export type Spent = 'offer_sold_out' | 'coupon_used_up' | 'coupon_used_by_you'

const NOT_NULL = '23502'
const OF_TABLE: Readonly<Record<string, Spent>> = {
  offer_places: 'offer_sold_out',
  coupons: 'coupon_used_up',
  coupon_buyers: 'coupon_used_by_you',
}

/** What was not left, where that is why the database refused; any other error goes on. */
export function spentOf(error: unknown): Spent {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const { code, table_name: table } = cause as { code?: string; table_name?: string }
  const spent = code === NOT_NULL && table !== undefined ? OF_TABLE[table] : undefined
  if (spent === undefined) throw error
  return spent
}
