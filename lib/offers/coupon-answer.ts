// lib/offers/coupon-answer.ts
import type { PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { type CouponError, findCoupon } from './find-coupon'

/** Against whoever tries words until one is a discount. */
const GUESSES: Limit = { name: 'coupon', burst: 20, everyMs: 15_000 }

export const enterCoupon = (ctx: Ctx<'buyer'>, address: string) => takePlace(ctx, GUESSES, address)

export type CouponAnswer = {
  readonly code: string
  readonly kind: 'percent' | 'fixed'
  /** Basis points, or centavos. */
  readonly value: number
  readonly everyCharge: boolean
  readonly methods: readonly PaymentMethod[] | null
}

/** As the page of the offer shows it before the payment asks for it again. */
export async function describeCoupon(
  ctx: Ctx<'buyer'>,
  asked: { readonly code: string; readonly offerId: Id<'offer'> },
): Promise<Result<CouponAnswer, CouponError>> {
  const found = await findCoupon(ctx, asked)
  if (!found.ok) return err(found.error)
  const { code, terms, everyCharge, methods } = found.value
  return ok({ code, ...terms, everyCharge, methods })
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
