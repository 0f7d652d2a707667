// lib/offers/offer-fields.ts
import { z } from 'zod'
import { LANGUAGES } from '@/db/schema/offers'
import { webAddressIssue } from '@/lib/kernel/web-address'
import { CONTENT_FIELDS } from './content-fields'
import { PAYMENT_FIELDS } from './payment-fields'

export const GUARANTEES = [7, 15, 30] as const
export const SALES_LIMIT_MAX = 1_000_000

const emptyAsNull = (value: unknown) => (value === '' ? null : value)

/** An address, or nothing: an emptied field says there is none. */
const address = z.preprocess(
  emptyAsNull,
  z
    .string()
    .trim()
    .max(500)
    .superRefine((text, refused) => {
      const code = webAddressIssue(text)
      if (code === null) return
      refused.addIssue({ code: 'custom', message: code.replaceAll('_', ' '), params: { code } })
    })
    .nullable(),
)

/** ISO 8601 with its zone; kept as such in a draft, an instant once published. */
const moment = z.preprocess(
  emptyAsNull,
  z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .nullable(),
)

const idLike = (shape: RegExp) =>
  z.preprocess(emptyAsNull, z.string().trim().regex(shape).nullable())

const Trackers = z.object({
  ga4: idLike(/^G-[A-Z0-9]{4,20}$/),
  metaPixel: idLike(/^\d{8,20}$/),
  googleAds: idLike(/^AW-\d{6,15}(\/[\w-]{4,60})?$/),
})

const text = (max: number) => z.string().trim().max(max)

/**
 * What a producer edits, and what publishing checks. Each field by itself; what they must be to each
 * other is in `wholeIssues`.
 */
export const OfferFields = z.object({
  ...CONTENT_FIELDS,
  ...PAYMENT_FIELDS,
  language: z.enum(LANGUAGES),
  guaranteeDays: z.literal(GUARANTEES),
  brandHue: z.number().int().min(0).max(359),
  supportEmail: z.preprocess(emptyAsNull, z.email().max(200).nullable()),
  accessUrl: address,
  bellUrl: address,
  trackers: Trackers.nullable(),
  startsAt: moment,
  endsAt: moment,
  beforeText: text(600),
  afterText: text(600),
  showsCountdown: z.boolean(),
  salesLimit: z.number().int().min(1).max(SALES_LIMIT_MAX).nullable(),
  showsPlacesLeft: z.boolean(),
  soldOutText: text(600),
})
export type OfferFields = z.output<typeof OfferFields>
export type OfferFieldName = keyof OfferFields

/** The field that was refused, where inside it (`testimonials.2.name`), and why, as a sentence tells it. */
export type OfferFieldError = {
  readonly path: OfferFieldName
  /** Names and numbers below the field, joined by dots; empty for the field itself. */
  readonly inside: string
  readonly code: string
}

export const fieldErrorsOf = ({ issues }: z.ZodError): readonly OfferFieldError[] =>
  issues.map((issue) => ({
    path: String(issue.path[0]) as OfferFieldName,
    inside: issue.path.slice(1).join('.'),
    code: issue.code === 'custom' ? String(issue.params?.code) : issue.code,
  }))

/** What the fields must be to each other before anything is public. */
export function wholeIssues(fields: OfferFields): readonly OfferFieldError[] {
  const wrong = (path: OfferFieldName, code: string, inside = '') => ({ path, inside, code })
  const { kind, plan, price, commission, startsAt, endsAt, methods } = fields
  return [
    ...(kind === 'recurring' && plan === null ? [wrong('plan', 'plan_missing')] : []),
    // A Pix and a boleto cannot be charged again without their buyer.
    ...(kind === 'recurring' && !methods.includes('card') ? [wrong('methods', 'card_needed')] : []),
    ...(startsAt !== null && endsAt !== null && endsAt <= startsAt
      ? [wrong('endsAt', 'ends_before_start')]
      : []),
    ...(commission?.kind === 'fixed' && commission.value > price
      ? [wrong('commission', 'commission_high', 'value')]
      : []),
  ]
}
