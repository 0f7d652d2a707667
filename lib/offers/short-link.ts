// lib/offers/short-link.ts
import { z } from 'zod'
import { OfferId } from './edit-offer'

/** What a link may add to the address; the offer page reads these and no others. */
export const LINK_TRACKING = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'src',
  'sck',
] as const

const LABEL_MAX = 60
const VALUE_MAX = 100

/** Letters and digits that are read aloud and typed: no case, no accents, no space. */
export const LINK_CODE = /^[A-Z0-9](?:[A-Z0-9-]{1,28}[A-Z0-9])$/

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u
const plain = (max: number) => z.string().trim().max(max).regex(PLAIN)

/** The codes of a field, so that the form can say what is wrong beside it. */
export const CreateShortLinkInput = z.object({
  offerId: OfferId,
  label: plain(LABEL_MAX).min(1),
  /** Ours when there is none. */
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(LINK_CODE)
    .or(z.literal('').transform(() => undefined))
    .optional(),
  affiliateCode: z
    .string()
    .trim()
    .regex(/^[\w-]{1,40}$/)
    .or(z.literal('').transform(() => undefined))
    .optional(),
  tracking: z
    .partialRecord(z.enum(LINK_TRACKING), plain(VALUE_MAX))
    .transform(
      (typed): Readonly<Record<string, string>> =>
        Object.fromEntries(Object.entries(typed).filter(([, value]) => value)),
    )
    .default({}),
})
export type CreateShortLinkInput = z.output<typeof CreateShortLinkInput>

export type LinkTarget = {
  readonly code: string
  readonly offerCode: string
  readonly affiliateCode: string | null
  readonly tracking: Readonly<Record<string, string>>
}

/** The address behind a short link: what was added to the short one wins over what it brings. */
export function targetOf(link: LinkTarget, added: URLSearchParams = new URLSearchParams()): string {
  const query = new URLSearchParams({
    ...link.tracking,
    ...(link.affiliateCode && { afiliado: link.affiliateCode }),
  })
  for (const [name, value] of added) query.set(name, value)
  query.set('link', link.code)
  return `/o/${link.offerCode}?${query}`
}
