// lib/offers/offer-fields.ts
import { z } from 'zod'
import { LANGUAGES } from '@/db/schema/offers'
import { CAPTURE_MODES, PAYMENT_METHODS } from '@/db/schema/payments'
import { INSTALLMENTS_MAX } from '@/lib/kernel/installments'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { webAddressIssue } from '@/lib/kernel/web-address'

export const PRICE_MIN = centavos(1_00)
export const PRICE_MAX = centavos(1_000_000_00)
export const GUARANTEES = [7, 15, 30] as const

const amount = (min: Centavos) => z.number().int().min(min).max(PRICE_MAX).transform(centavos)

/** An address, or nothing: an emptied field says there is none. */
const address = z.preprocess(
  (value) => (value === '' ? null : value),
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

const emptyAsNull = (value: unknown) => (value === '' ? null : value)

/** What a producer edits, and what publishing checks. Amounts are centavos, rates basis points. */
export const OfferFields = z.object({
  title: z.string().trim().min(3).max(120),
  description: z.string().trim().max(5_000),
  language: z.enum(LANGUAGES),
  price: amount(PRICE_MIN),
  maxInstallments: z.number().int().min(1).max(INSTALLMENTS_MAX),
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
  guaranteeDays: z.literal(GUARANTEES),
  brandHue: z.number().int().min(0).max(359),
  /** What the buyer's bank prints: both acquirers take 13 letters and digits. */
  statementName: z
    .string()
    .trim()
    .max(13)
    .regex(/^[A-Za-z0-9 ]*$/),
  supportEmail: z.preprocess(emptyAsNull, z.email().max(200).nullable()),
  accessUrl: address,
  bellUrl: address,
})
export type OfferFields = z.output<typeof OfferFields>

/** The name of a field that was refused, and why: a sentence of the interface tells it. */
export type OfferFieldError = { readonly path: keyof OfferFields; readonly code: string }

export const fieldErrorsOf = ({ issues }: z.ZodError): readonly OfferFieldError[] =>
  issues.map((issue) => ({
    path: String(issue.path[0]) as keyof OfferFields,
    code: issue.code === 'custom' ? String(issue.params?.code) : issue.code,
  }))
