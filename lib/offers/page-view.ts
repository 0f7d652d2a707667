// lib/offers/page-view.ts
import { and, eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { type Language, offers } from '@/db/schema/offers'
import type { CaptureMode, PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { InstallmentTerms } from '@/lib/kernel/installments'
import type { Ctx, Tools } from '@/lib/platform/context'
import { type MethodsOffered, methodsOf, payableOf } from './payable-methods'
import { printedName } from './printed-name'
import { editedFields, type OfferRecord, type PublishedFields, publishedFields } from './read-draft'

/** Everything the public page shows, and nothing a buyer must not know. */
export type OfferPageView = {
  readonly code: string
  readonly language: Language
  readonly title: string
  readonly description: string
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
    .where(and(eq(offers.code, code), eq(offers.state, 'published')))
  if (found === undefined) return null
  const offered = await methodsOf({ db }, found.offer.accountId)
  return toPage(found.offer, publishedFields(found.offer), found.seller, offered)
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
  const offered = await methodsOf(ctx, ctx.actor.accountId)
  return toPage(found.offer, editedFields(found.offer), found.seller, offered)
}

function toPage(
  { code }: OfferRecord,
  fields: PublishedFields,
  seller: Seller,
  offered: MethodsOffered,
): OfferPageView | null {
  const { price, maxInstallments, interestBasisPoints, minInstallment } = fields
  if (price === null) return null
  return {
    code,
    language: fields.language,
    title: fields.title,
    description: fields.description,
    terms: { price, maxInstallments, interestBasisPoints, minInstallment },
    captureMode: fields.captureMode,
    methods: payableOf(offered, fields.methods),
    pixMinutes: fields.pixMinutes,
    boletoDays: fields.boletoDays,
    guaranteeDays: fields.guaranteeDays,
    brandHue: fields.brandHue,
    statementName: printedName(fields.statementName || seller.name),
    supportEmail: fields.supportEmail ?? seller.supportEmail,
    seller: {
      brand: seller.name,
      name: seller.legalName ?? seller.name,
      document: seller.document,
    },
  }
}
