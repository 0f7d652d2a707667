// components/offers/editor-tabs.ts
import type { OfferFieldError, OfferFieldName } from '@/lib/offers/offer-fields'

export const TAB_NAMES = [
  'offer',
  'payment',
  'gallery',
  'testimonials',
  'video',
  'window',
  'integrations',
  'advanced',
] as const
export type TabName = (typeof TAB_NAMES)[number]

/** Where each field is edited, in the order they are filled in. A field of no tab does not compile. */
const TAB_OF: Readonly<Record<OfferFieldName, TabName>> = {
  title: 'offer',
  subtitle: 'offer',
  description: 'offer',
  logoId: 'offer',
  brandHue: 'offer',
  language: 'offer',
  guaranteeDays: 'offer',
  supportEmail: 'offer',
  accessUrl: 'offer',
  kind: 'payment',
  price: 'payment',
  plan: 'payment',
  maxInstallments: 'payment',
  minInstallment: 'payment',
  interestBy: 'payment',
  interestBasisPoints: 'payment',
  methods: 'payment',
  pixMinutes: 'payment',
  boletoDays: 'payment',
  captureMode: 'payment',
  statementName: 'payment',
  bumps: 'payment',
  upsell: 'payment',
  takesCoupons: 'payment',
  commission: 'payment',
  gallery: 'gallery',
  testimonials: 'testimonials',
  about: 'testimonials',
  questions: 'testimonials',
  video: 'video',
  startsAt: 'window',
  endsAt: 'window',
  showsCountdown: 'window',
  beforeText: 'window',
  afterText: 'window',
  salesLimit: 'window',
  showsPlacesLeft: 'window',
  soldOutText: 'window',
  bellUrl: 'integrations',
  trackers: 'integrations',
  blocks: 'advanced',
  leadForm: 'advanced',
}
const ORDER = Object.keys(TAB_OF)

export const tabOf = (field: OfferFieldName): TabName => TAB_OF[field]

/** Fields at fault in one tab. */
export const faultsIn = (tab: TabName, faults: readonly OfferFieldError[]): number =>
  new Set(faults.map(({ path }) => path).filter((path) => TAB_OF[path] === tab)).size

/** The one that a person comes upon first. */
export const firstFault = (faults: readonly OfferFieldError[]): OfferFieldError | undefined =>
  faults.toSorted((one, other) => ORDER.indexOf(one.path) - ORDER.indexOf(other.path))[0]
