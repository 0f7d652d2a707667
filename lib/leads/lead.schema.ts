// lib/leads/lead.schema.ts
import { z } from 'zod'
import { LEAD_KINDS } from '@/db/schema/leads'
import { LANGUAGES } from '@/db/schema/offers'
import { normalizePhone } from '@/lib/kernel/phone'
import { isThrownAway } from './thrown-away'

/** What can be wrong with a field; each has a sentence in the catalogues, under `leadForm.error`. */
export type LeadIssue =
  | 'name_long'
  | 'email_missing'
  | 'email_wrong'
  | 'email_thrown_away'
  | 'phone_missing'
  | 'phone_wrong'
  | 'consent_missing'
  | 'consent_changed'

const no = (code: LeadIssue) => ({ error: code.replaceAll('_', ' '), params: { code } })
/** A browser may send the same words with nothing behind them: a zero or half a letter. */
const words = z.string().transform((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim())

const Email = words.superRefine((text, refused) => {
  const code: LeadIssue | null =
    text === ''
      ? 'email_missing'
      : text.length > 200 || !z.email().safeParse(text).success
        ? 'email_wrong'
        : isThrownAway(text)
          ? 'email_thrown_away'
          : null
  if (code !== null) refused.addIssue({ code: 'custom', message: code, params: { code } })
})

const maybe = (max: number) =>
  words
    .transform((text) => text.slice(0, max) || null)
    .nullish()
    .transform((text) => text ?? null)

const Tracking = z
  .record(z.string().max(40), z.string())
  .transform((names) =>
    Object.fromEntries(
      Object.entries(names)
        .slice(0, 30)
        // Half of a sign, left by the cut, is taken by no database.
        .map(([name, value]) => [name, value.slice(0, 200).replace(/\p{Cs}/u, '')]),
    ),
  )
  .optional()
  .catch(undefined)

/** The form, as a plain form post and as JSON: nothing but its own fields. */
export const LeadInput = z
  .object({
    kind: z.enum(LEAD_KINDS).catch('lead'),
    language: z.enum(LANGUAGES).catch('pt-BR'),
    name: words
      .refine((text) => text.length <= 120, no('name_long'))
      .optional()
      .transform((text) => text || null),
    email: Email.prefault(''),
    phone: words.optional().transform((text) => text ?? ''),
    /** `on`, as a browser says it of a ticked box. */
    consent: z
      .union([z.literal('on'), z.literal(true)])
      .optional()
      .catch(undefined),
    consentText: words.default(''),
    /** Nobody sees it: whoever fills it in reads no pages. */
    website: z.string().optional(),
    tracking: Tracking,
    affiliateCode: maybe(40),
    linkCode: maybe(40),
  })
  .transform(({ consent, phone, ...rest }, refused) => {
    const read = normalizePhone(phone)
    if (phone !== '' && (read.phone === null || read.phoneIssue === 'placeholder')) {
      refused.addIssue({
        code: 'custom',
        path: ['phone'],
        message: 'phone wrong',
        params: { code: 'phone_wrong' satisfies LeadIssue },
      })
    }
    return { ...rest, phone: read.phone, agreed: consent !== undefined }
  })
export type LeadInput = z.output<typeof LeadInput>
