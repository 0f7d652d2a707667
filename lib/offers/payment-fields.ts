// lib/offers/payment-fields.ts
import { z } from 'zod'
import { COMMISSION_KINDS, PLAN_PERIODS } from '@/db/schema/offer-content'
import { INTEREST_BY, OFFER_KINDS } from '@/db/schema/offers'
import { CAPTURE_MODES, PAYMENT_METHODS } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { INSTALLMENTS_MAX } from '@/lib/kernel/installments'
import { type Centavos, centavos } from '@/lib/kernel/money'

export const PRICE_MIN = centavos(1_00)
export const PRICE_MAX = centavos(1_000_000_00)
export const BUMPS_MAX = 5
const TRIAL_DAYS_MAX = 90
const CHARGES_MAX = 120

const emptyAsNull = (value: unknown) => (value === '' ? null : value)
const amount = (min: Centavos) => z.number().int().min(min).max(PRICE_MAX).transform(centavos)
const image = z.string().transform((text) => text as Id<'image'>)

const Plan = z.object({
  every: z.enum(PLAN_PERIODS),
  charges: z.number().int().min(2).max(CHARGES_MAX).nullable(),
  trialDays: z.number().int().min(0).max(TRIAL_DAYS_MAX),
  startsOn: z.preprocess(emptyAsNull, z.iso.date().nullable()),
})

const Bump = z.object({
  id: z.string().regex(/^[a-z0-9]{4,20}$/),
  title: z.string().trim().min(3).max(80),
  text: z.string().trim().max(200),
  price: amount(PRICE_MIN),
  imageId: z.preprocess(emptyAsNull, image.nullable()),
})

const Upsell = z.object({
  offerId: z
    .string()
    .regex(/^ofr_/)
    .transform((text) => text as Id<'offer'>),
  title: z.string().trim().max(120),
  text: z.string().trim().max(600),
  price: amount(PRICE_MIN).nullable(),
})

/** Basis points up to 90 %, or centavos up to the price; which is checked where the price is known. */
const Commission = z
  .object({
    kind: z.enum(COMMISSION_KINDS),
    value: z.number().int().min(0).max(PRICE_MAX),
    perLead: amount(centavos(0)),
  })
  .refine(({ kind, value }) => kind === 'fixed' || value <= 90_00, {
    error: 'too much',
    path: ['value'],
    params: { code: 'commission_high' },
  })

/** What is charged, and how. Amounts are centavos, rates basis points. */
export const PAYMENT_FIELDS = {
  kind: z.enum(OFFER_KINDS),
  plan: Plan.nullable(),
  price: amount(PRICE_MIN),
  maxInstallments: z.number().int().min(1).max(INSTALLMENTS_MAX),
  interestBy: z.enum(INTEREST_BY),
  /** A month; 20 % is more than any card asks. */
  interestBasisPoints: z.number().int().min(0).max(2_000),
  minInstallment: amount(PRICE_MIN),
  captureMode: z.enum(CAPTURE_MODES),
  /** At least one; each once, in the order the page shows them. */
  methods: z
    .array(z.enum(PAYMENT_METHODS))
    .min(1)
    .transform((chosen) => PAYMENT_METHODS.filter((method) => chosen.includes(method))),
  /** An acquirer keeps a Pix for a day at most. */
  pixMinutes: z.number().int().min(5).max(1_440),
  boletoDays: z.number().int().min(1).max(30),
  /** What the buyer's bank prints: both acquirers take 13 letters and digits. */
  statementName: z
    .string()
    .trim()
    .max(13)
    .regex(/^[A-Za-z0-9 ]*$/),
  bumps: z
    .array(Bump)
    .max(BUMPS_MAX)
    .refine((bumps) => new Set(bumps.map(({ id }) => id)).size === bumps.length, {
      error: 'two of one name',
      params: { code: 'bump_twice' },
    }),
  upsell: Upsell.nullable(),
  commission: Commission.nullable(),
  takesCoupons: z.boolean(),
}
