// lib/offers/coupon-fields.ts
import { z } from 'zod'
import { COUPON_KINDS } from '@/db/schema/coupons'
import { PAYMENT_METHODS } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { normalCode } from './find-coupon'
import { PRICE_MAX } from './payment-fields'

const USES_MAX = 1_000_000
const PERCENT_MAX = 100_00

const count = z.number().int().min(1).max(USES_MAX).nullable()

const Terms = z.object({
  kind: z.enum(COUPON_KINDS),
  /** Basis points, or centavos. */
  value: z.number().int().min(1).max(PRICE_MAX),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  maxUses: count,
  maxPerBuyer: count,
  everyCharge: z.boolean(),
  /** All of them is no restriction. */
  methods: z
    .array(z.enum(PAYMENT_METHODS))
    .min(1)
    .transform((chosen) => {
      const wanted = PAYMENT_METHODS.filter((method) => chosen.includes(method))
      return wanted.length === PAYMENT_METHODS.length ? null : wanted
    }),
})

type Terms = z.output<typeof Terms>

const wrong = (path: keyof Terms, code: string) => ({
  code: 'custom' as const,
  path: [path],
  message: code.replaceAll('_', ' '),
  params: { code },
})

const checkTerms = ({ kind, value, startsAt, endsAt }: Terms, refused: z.RefinementCtx) => {
  if (kind === 'percent' && value > PERCENT_MAX) refused.addIssue(wrong('value', 'percent_high'))
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) {
    refused.addIssue(wrong('endsAt', 'ends_before_start'))
  }
}

const offer = z
  .string()
  .regex(/^ofr_/)
  .transform((text) => text as Id<'offer'>)

/** A code is said aloud and printed: letters, digits and dashes, and it never changes. */
export const CreateCouponInput = Terms.extend({
  code: z
    .string()
    .transform(normalCode)
    .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9_-]{2,29}$/)),
  offerId: offer.nullable(),
}).superRefine(checkTerms)

export const CouponId = z
  .string()
  .regex(/^cpn_/)
  .transform((text) => text as Id<'coupon'>)

export const EditCouponInput = Terms.extend({ couponId: CouponId }).superRefine(checkTerms)
