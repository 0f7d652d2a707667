// db/schema/offer-content.ts
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'

/** A picture the account uploaded, and what it shows for who cannot see it. */
export type Picture = { readonly imageId: Id<'image'>; readonly alt: string }

export type Testimonial = {
  readonly name: string
  /** What the person does, or where they are from. */
  readonly role: string
  readonly text: string
  readonly photoId: Id<'image'> | null
}

/** `address` as the producer pasted it: YouTube, Vimeo, or a file over https. */
export type Video = {
  readonly address: string
  readonly title: string
  /** Shown until it is played; the first picture of the gallery when there is none. */
  readonly posterId: Id<'image'> | null
}

export type Question = { readonly question: string; readonly answer: string }

/** Who sells, in their own words. */
export type About = {
  readonly name: string
  readonly text: string
  readonly photoId: Id<'image'> | null
}

/**
 * The parts of a page between its head and its payment, in the order shown. One that is switched on
 * and has nothing to show is left out. The head (first picture, title, price) and the payment stand.
 */
export const BLOCK_KINDS = [
  'video',
  'description',
  'gallery',
  'testimonials',
  'guarantee',
  'about',
  'questions',
  'lead',
] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]
export type Block = { readonly kind: BlockKind; readonly on: boolean }

/** Something more, ticked by the buyer before paying: same payment, own line. */
export type Bump = {
  /** Chosen once, kept by every edit: sales name it. */
  readonly id: string
  readonly title: string
  readonly text: string
  readonly price: Centavos
  readonly imageId: Id<'image'> | null
}

/** Offered on the receipt: one touch charges the same card, as a purchase of its own. */
export type Upsell = {
  /** What is sold: another offer of the account, published. */
  readonly offerId: Id<'offer'>
  readonly title: string
  readonly text: string
  /** Null sells it at its own price. */
  readonly price: Centavos | null
}

export const PLAN_PERIODS = [
  'weekly',
  'monthly',
  'bimonthly',
  'quarterly',
  'semiannual',
  'yearly',
] as const
export type PlanPeriod = (typeof PLAN_PERIODS)[number]

/** How a recurring offer is charged. */
export type Plan = {
  readonly every: PlanPeriod
  /** How many in all, the first one too; null goes on until somebody stops it. */
  readonly charges: number | null
  /** Free days before the first charge; 0 charges at once. */
  readonly trialDays: number
  /** No charge before that day of São Paulo (`YYYY-MM-DD`); null starts with the purchase. */
  readonly startsOn: string | null
}

export const COMMISSION_KINDS = ['percent', 'fixed'] as const
/** What an affiliate earns. `percent` in basis points, `fixed` and `perLead` in centavos. */
export type Commission = {
  readonly kind: (typeof COMMISSION_KINDS)[number]
  readonly value: number
  readonly perLead: Centavos
}

export type LeadForm = {
  readonly title: string
  readonly text: string
  readonly button: string
  readonly askPhone: boolean
}

/** Ids of measuring services; their scripts never run beside the card, see docs/operations. */
export type Trackers = {
  /** `G-…` */
  readonly ga4: string | null
  readonly metaPixel: string | null
  /** `AW-123456789/label` */
  readonly googleAds: string | null
}
