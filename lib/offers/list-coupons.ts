// lib/offers/list-coupons.ts
import 'server-only'
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import { type CouponKind, coupons } from '@/db/schema/coupons'
import { offers } from '@/db/schema/offers'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

const PAGE = 50

export type CouponState = 'active' | 'scheduled' | 'over' | 'used_up' | 'ended'

/** A line of the list of coupons. */
export type CouponRow = {
  readonly id: Id<'coupon'>
  readonly code: string
  readonly state: CouponState
  readonly kind: CouponKind
  /** Basis points, or centavos. */
  readonly value: number
  /** Null is good for every offer. */
  readonly offer: { readonly code: string; readonly title: string } | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly maxUses: number | null
  readonly maxPerBuyer: number | null
  readonly everyCharge: boolean
  readonly methods: readonly PaymentMethod[] | null
  /** Paid for, and being paid for now. */
  readonly used: number
  readonly paidCount: number
  /** What its sales brought and kept. */
  readonly revenue: Centavos
}

type Asked = {
  /** Those that are good for one offer; null is all of the account's. */
  readonly offerId: Id<'offer'> | null
  readonly before?: Id<'coupon'> | undefined
}

export async function listCoupons(ctx: Ctx<'member'>, { offerId, before }: Asked) {
  const rows = await ctx.db
    .select({ coupon: coupons, offer: { code: offers.code, title: offers.title } })
    .from(coupons)
    .leftJoin(offers, eq(offers.id, coupons.offerId))
    .where(
      and(
        eq(coupons.accountId, ctx.actor.accountId),
        offerId === null ? undefined : or(eq(coupons.offerId, offerId), isNull(coupons.offerId)),
        before === undefined ? undefined : lt(coupons.id, before),
      ),
    )
    .orderBy(desc(coupons.id))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  return {
    rows: shown.map(({ coupon, offer }) => toRow(coupon, offer, ctx.now())),
    next: rows.length > PAGE ? (shown.at(-1)?.coupon.id ?? null) : null,
  }
}

type Found = typeof coupons.$inferSelect

const toRow = (coupon: Found, offer: CouponRow['offer'], now: Date): CouponRow => ({
  id: coupon.id,
  code: coupon.code,
  state: stateOf(coupon, now),
  kind: coupon.kind,
  value: coupon.value,
  offer,
  startsAt: coupon.startsAt?.toISOString() ?? null,
  endsAt: coupon.endsAt?.toISOString() ?? null,
  maxUses: coupon.maxUses,
  maxPerBuyer: coupon.maxPerBuyer,
  everyCharge: coupon.everyCharge,
  methods: coupon.methods,
  used: coupon.used,
  paidCount: coupon.paidCount,
  revenue: centavos(coupon.paid - coupon.returned),
})

function stateOf({ endedAt, endsAt, startsAt, maxUses, used }: Found, now: Date): CouponState {
  if (endedAt !== null) return 'ended'
  if (endsAt !== null && now >= endsAt) return 'over'
  if (startsAt !== null && now < startsAt) return 'scheduled'
  return maxUses !== null && used >= maxUses ? 'used_up' : 'active'
}
