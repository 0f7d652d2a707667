// lib/offers/coupon-answer.ts
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { givePlaceBack, type Limit, takePlace } from '@/lib/platform/rate-limit'
import { type CouponError, findCoupon } from './find-coupon'

/** Against whoever tries words until one is a discount. */
const GUESSES: Limit = { name: 'coupon', burst: 20, everyMs: 15_000 }
/** What a guess comes to. A code that is or was one is none: a launch brings it in its address, for a whole town. */
const GUESSED: readonly string[] = ['coupon_not_found', 'coupon_elsewhere']

export type CouponAnswer = {
  readonly code: string
  readonly kind: 'percent' | 'fixed'
  /** Basis points, or centavos. */
  readonly value: number
  readonly everyCharge: boolean
  readonly methods: readonly PaymentMethod[] | null
}

type Asked = { readonly code: string; readonly offerId: Id<'offer'> }

/** As the page of the offer shows it before the payment asks for it again. */
export async function describeCoupon(
  ctx: Ctx<'buyer'>,
  asked: Asked,
): Promise<Result<CouponAnswer, CouponError>> {
  const found = await findCoupon(ctx, asked)
  if (!found.ok) return err(found.error)
  const { code, terms, everyCharge, methods } = found.value
  return ok({ code, ...terms, everyCharge, methods })
}

type CouponTry = CouponError | { readonly code: 'too_many_tries'; readonly seconds: number }

/** The same for who types it: not found too often from one address, nothing more is said to it for a while. */
export async function tryCoupon(
  ctx: Ctx<'buyer'>,
  asked: Asked,
  address: string,
): Promise<Result<CouponAnswer, CouponTry>> {
  const seconds = await takePlace(ctx, GUESSES, address)
  if (seconds > 0) return err({ code: 'too_many_tries', seconds })
  const found = await describeCoupon(ctx, asked)
  if (found.ok || !GUESSED.includes(found.error.code)) await givePlaceBack(ctx, GUESSES, address)
  return found
}

/** What a client needs to say a refusal well: since when or until when, and with what it is good. */
export function couponMembers(error: {
  readonly code: string
  readonly at?: Date
  readonly methods?: readonly PaymentMethod[]
}): Readonly<Record<string, unknown>> {
  const { at, methods } = error
  return {
    ...(at !== undefined && { at: at.toISOString() }),
    ...(methods !== undefined && { methods }),
  }
}
