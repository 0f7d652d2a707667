// lib/offers/find-coupon.ts
import { and, eq } from 'drizzle-orm'
import { coupons } from '@/db/schema/coupons'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { CouponTerms } from '@/lib/kernel/quote'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'

/** A coupon that is good for what is being bought. */
export type Coupon = {
  readonly id: Id<'coupon'>
  readonly code: string
  readonly terms: CouponTerms
  readonly maxPerBuyer: number | null
  readonly everyCharge: boolean
  /** Null takes any. */
  readonly methods: readonly PaymentMethod[] | null
}

export type CouponError =
  | { readonly code: 'coupon_not_found' | 'coupon_used_up' | 'coupon_elsewhere' }
  /** The buyer had it as often as anybody may. */
  | { readonly code: 'coupon_used_by_you' }
  | { readonly code: 'coupon_not_yet' | 'coupon_over'; readonly at: Date }
  | { readonly code: 'coupon_not_for_method'; readonly methods: readonly PaymentMethod[] }

type Asked = {
  /** As it was typed. */
  readonly code: string
  readonly offerId: Id<'offer'> | null
  /** What it is paid with, once that is known. */
  readonly method?: PaymentMethod
  /** The coupon whose use the buyer has already: its last one may be theirs. */
  readonly had?: Id<'coupon'> | null
}

export const normalCode = (typed: string) => typed.trim().toUpperCase()

/** What a code takes off an offer now, or why nothing. */
export async function findCoupon(ctx: Ctx, asked: Asked): Promise<Result<Coupon, CouponError>> {
  const [found] = await ctx.db
    .select()
    .from(coupons)
    .where(
      and(eq(coupons.accountId, ctx.actor.accountId), eq(coupons.code, normalCode(asked.code))),
    )
  if (found === undefined) return err({ code: 'coupon_not_found' })
  const issue = issueOf(found, asked, ctx.now())
  if (issue !== null) return err(issue)
  const { id, code, kind, value, maxPerBuyer, everyCharge, methods } = found
  return ok({ id, code, terms: { kind, value }, maxPerBuyer, everyCharge, methods })
}

type Found = typeof coupons.$inferSelect

/** What does not change comes first: nobody is told to wait for what is not theirs. */
function issueOf(found: Found, { offerId, method, had }: Asked, now: Date): CouponError | null {
  const { startsAt, endsAt, endedAt, maxUses, used, methods } = found
  if (offerId === null) return { code: 'coupon_elsewhere' }
  if (found.offerId !== null && found.offerId !== offerId) return { code: 'coupon_elsewhere' }
  if (endedAt !== null) return { code: 'coupon_over', at: endedAt }
  if (endsAt !== null && now >= endsAt) return { code: 'coupon_over', at: endsAt }
  if (startsAt !== null && now < startsAt) return { code: 'coupon_not_yet', at: startsAt }
  if (found.id !== had && maxUses !== null && used >= maxUses) return { code: 'coupon_used_up' }
  if (methods !== null && method !== undefined && !methods.includes(method)) {
    return { code: 'coupon_not_for_method', methods }
  }
  return null
}
