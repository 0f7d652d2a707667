// components/checkout/coupon-api.ts
import type { PaymentMethod } from '@/db/schema/payments'
import type { CouponTerms } from '@/lib/kernel/quote'
import { setServerClock } from './server-clock'

/** One that the offer takes now; the payment asks for it again, and the server has the last word. */
export type TakenCoupon = CouponTerms & {
  readonly code: string
  /** Of a plan: every charge, or the first one alone. */
  readonly everyCharge: boolean
  /** Null is good for all. */
  readonly methods: readonly PaymentMethod[] | null
}

/** Why not: a key of `checkout.coupon`, and what its sentence says. */
export type CouponRefusal = {
  readonly why:
    | 'empty'
    | 'notFound'
    | 'over'
    | 'overOn'
    | 'early'
    | 'earlyOn'
    | 'usedUp'
    | 'usedByYou'
    | 'elsewhere'
    | 'onlyWith'
    | 'tooMany'
    | 'unheard'
  readonly at?: string
  readonly seconds?: number
  readonly methods?: readonly PaymentMethod[]
}

type CouponBody = {
  readonly code?: string
  readonly at?: string | null
  readonly methods?: readonly PaymentMethod[] | null
}

const WHY = {
  coupon_not_found: 'notFound',
  coupon_elsewhere: 'elsewhere',
  coupon_used_up: 'usedUp',
  coupon_used_by_you: 'usedByYou',
  coupon_not_for_method: 'onlyWith',
} as const satisfies Readonly<Record<string, CouponRefusal['why']>>

/** What a refusal of the server says of a coupon; null when it is about something else. */
export function couponRefusal({ code = '', at, methods }: CouponBody): CouponRefusal | null {
  if (code === 'coupon_over') return at ? { why: 'overOn', at } : { why: 'over' }
  if (code === 'coupon_not_yet') return at ? { why: 'earlyOn', at } : { why: 'early' }
  const why = WHY[code as keyof typeof WHY]
  return why === undefined ? null : { why, ...(methods && { methods }) }
}

const ASKING_MS = 10_000

/** What a code takes off this offer, or why it does not. */
export async function askCoupon(
  offerCode: string,
  typed: string,
): Promise<TakenCoupon | CouponRefusal> {
  try {
    const url = `/api/checkout/${offerCode}/coupon?code=${encodeURIComponent(typed)}`
    const signal = AbortSignal.timeout(ASKING_MS)
    const response = await fetch(url, { cache: 'no-store', signal })
    setServerClock(response.headers.get('date'))
    if (response.status === 429) {
      return { why: 'tooMany', seconds: Number(response.headers.get('retry-after')) || 30 }
    }
    const body = await response.json()
    if (response.ok) return body as TakenCoupon
    return couponRefusal(body) ?? { why: response.status >= 500 ? 'unheard' : 'notFound' }
  } catch {
    return { why: 'unheard' }
  }
}
