// lib/offers/page-view.ts
import { and, eq, isNull } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import type {
  About,
  BlockKind,
  Bump,
  LeadForm,
  Plan,
  Question,
  Testimonial,
  Trackers,
} from '@/db/schema/offer-content'
import { type Language, type OfferKind, offerPlaces, offers } from '@/db/schema/offers'
import type { CaptureMode, PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { InstallmentTerms } from '@/lib/kernel/installments'
import type { VideoSource } from '@/lib/kernel/video-of'
import type { Ctx, Tools } from '@/lib/platform/context'
import { textOf } from './clean-html'
import { type PageImage, pagePictures, shownBlocks } from './page-pictures'
import { methodsOf, payableOf } from './payable-methods'
import { printedName } from './printed-name'
import { editedFields, type OfferRecord, type PublishedFields, publishedFields } from './read-draft'

/** Everything the public page shows, and nothing a buyer must not know. */
export type OfferPageView = {
  readonly code: string
  readonly language: Language
  readonly title: string
  readonly subtitle: string
  /** HTML of few tags, safe to stand in the page. */
  readonly description: string
  /** What it says without its tags, for searches and shares. */
  readonly summary: string
  readonly kind: OfferKind
  readonly plan: Plan | null
  readonly logo: PageImage | null
  readonly gallery: readonly PageImage[]
  readonly testimonials: readonly (Omit<Testimonial, 'photoId'> & { photo: PageImage | null })[]
  readonly video: PageVideo | null
  readonly questions: readonly Question[]
  readonly about: (Omit<About, 'photoId'> & { photo: PageImage | null }) | null
  /** In the order to show, those alone that are on and have something to show. */
  readonly blocks: readonly BlockKind[]
  readonly leadForm: LeadForm | null
  readonly bumps: readonly (Omit<Bump, 'imageId'> & { image: PageImage | null })[]
  readonly takesCoupons: boolean
  readonly window: SalesWindow
  readonly places: Places | null
  readonly trackers: Trackers | null
  /** Give it to `listInstallments` of lib/kernel/installments: the server charges the same sums. */
  readonly terms: InstallmentTerms
  readonly captureMode: CaptureMode
  /**
   * How it can really be paid now: what the producer chose and an acquirer of theirs can do, in the
   * order to show. Empty while they have none.
   */
  readonly methods: readonly PaymentMethod[]
  readonly pixMinutes: number
  readonly boletoDays: number
  readonly guaranteeDays: number
  /** 0–359: the producer chooses a hue; lightness and chroma are ours. */
  readonly brandHue: number
  /** As the buyer's statement prints it; the seller's name when the producer chose none. */
  readonly statementName: string
  readonly supportEmail: string | null
  readonly seller: {
    /** As its buyers know it. */
    readonly brand: string
    /** As the law knows it. */
    readonly name: string
    readonly document: string | null
  }
}

/** Between its instants (ISO) it is sold; the page checks the clock of its visitor's browser too. */
export type SalesWindow = {
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly beforeText: string
  readonly afterText: string
  readonly showsCountdown: boolean
}

/** Of an offer that sells a number of them. `left` when the producer shows it. */
export type Places = {
  readonly isSoldOut: boolean
  readonly total: number
  readonly left: number | null
  readonly soldOutText: string
}

export type PageVideo = {
  readonly source: VideoSource
  readonly title: string
  readonly poster: PageImage | null
}

type Seller = Pick<typeof accounts.$inferSelect, 'name' | 'legalName' | 'document' | 'supportEmail'>

const SELLER = {
  name: accounts.name,
  legalName: accounts.legalName,
  document: accounts.document,
  supportEmail: accounts.supportEmail,
}

/** The published page of `/o/{code}`. It reads nothing of the visitor, so it may be cached. */
export async function findOfferPage(
  { db }: Pick<Tools, 'db'>,
  code: string,
): Promise<OfferPageView | null> {
  const [found] = await db
    .select({ offer: offers, seller: SELLER })
    .from(offers)
    .innerJoin(accounts, eq(accounts.id, offers.accountId))
    .where(and(eq(offers.code, code), eq(offers.state, 'published'), isNull(offers.archivedAt)))
  if (found === undefined) return null
  return toPage({ db }, found, publishedFields(found.offer))
}

/** The page as it would be published now; null while it has no price or is somebody else's. */
export async function findOfferPreview(
  ctx: Ctx<'member'>,
  id: Id<'offer'>,
): Promise<OfferPageView | null> {
  const [found] = await ctx.db
    .select({ offer: offers, seller: SELLER })
    .from(offers)
    .innerJoin(accounts, eq(accounts.id, offers.accountId))
    .where(and(eq(offers.id, id), eq(offers.accountId, ctx.actor.accountId)))
  if (found === undefined) return null
  return toPage(ctx, found, editedFields(found.offer))
}

type Found = { readonly offer: OfferRecord; readonly seller: Seller }

async function toPage(
  { db }: Pick<Tools, 'db'>,
  { offer, seller }: Found,
  fields: PublishedFields,
): Promise<OfferPageView | null> {
  const { price, maxInstallments, interestBasisPoints, minInstallment, interestBy } = fields
  if (price === null) return null
  const [offered, pictures, places] = await Promise.all([
    methodsOf({ db }, offer.accountId),
    pagePictures({ db }, offer.accountId, fields),
    placesOf({ db }, offer.id, fields),
  ])
  return {
    code: offer.code,
    language: fields.language,
    title: fields.title,
    subtitle: fields.subtitle,
    description: fields.description,
    summary: textOf(fields.description),
    kind: fields.kind,
    plan: fields.kind === 'recurring' ? fields.plan : null,
    terms: { price, maxInstallments, interestBasisPoints, minInstallment, interestBy },
    captureMode: fields.captureMode,
    methods: payableOf(offered, fields.methods),
    pixMinutes: fields.pixMinutes,
    boletoDays: fields.boletoDays,
    guaranteeDays: fields.guaranteeDays,
    brandHue: fields.brandHue,
    ...pictures,
    questions: fields.questions,
    blocks: shownBlocks(fields),
    leadForm: fields.leadForm,
    takesCoupons: fields.takesCoupons,
    window: windowOf(fields),
    places,
    trackers: fields.trackers,
    statementName: printedName(fields.statementName || seller.name),
    supportEmail: fields.supportEmail ?? seller.supportEmail,
    seller: {
      brand: seller.name,
      name: seller.legalName ?? seller.name,
      document: seller.document,
    },
  }
}

const windowOf = (fields: PublishedFields): SalesWindow => ({
  startsAt: fields.startsAt,
  endsAt: fields.endsAt,
  beforeText: fields.beforeText,
  afterText: fields.afterText,
  showsCountdown: fields.showsCountdown,
})

async function placesOf(
  { db }: Pick<Tools, 'db'>,
  offerId: Id<'offer'>,
  { salesLimit, showsPlacesLeft, soldOutText }: PublishedFields,
): Promise<Places | null> {
  if (salesLimit === null) return null
  const [counted] = await db
    .select({ taken: offerPlaces.taken })
    .from(offerPlaces)
    .where(eq(offerPlaces.offerId, offerId))
  const left = Math.max(0, salesLimit - (counted?.taken ?? 0))
  return {
    isSoldOut: left === 0,
    total: salesLimit,
    left: showsPlacesLeft ? left : null,
    soldOutText,
  }
}
