// lib/sales/terms-of-sale.ts
import type { Bump } from '@/db/schema/offer-content'
import type { Environment } from '@/db/schema/payments'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Installments } from '@/lib/kernel/installments'
import type { Centavos } from '@/lib/kernel/money'
import { quoteOf } from '@/lib/kernel/quote'
import { err, ok, type Result } from '@/lib/kernel/result'
import { type Coupon, type CouponError, findCoupon } from '@/lib/offers/find-coupon'
import type { Offer } from '@/lib/offers/find-open-offer'
import { type WindowIssue, windowIssue } from '@/lib/offers/window'
import type { Route } from '@/lib/payments/route'
import type { Ctx } from '@/lib/platform/context'
import type { CardInput } from './card.schema'
import { isForeign } from './is-foreign'
import { bumpsOf } from './sale-items'
import type { SubmitPayment } from './submit-payment.schema'

/** Why a request opens no sale. */
export type TermsError =
  | { readonly code: 'offer_not_found' }
  /** It opens later, or it ended. */
  | WindowIssue
  | { readonly code: 'no_acquirer' }
  | { readonly code: 'test_key_in_production' }
  | { readonly code: 'card_expired' }
  /** Neither the offer nor an acquirer of the company takes it. */
  | { readonly code: 'method_not_offered' }
  /** What is charged again and again is charged to a card: nobody has to be there for it. */
  | { readonly code: 'recurring_needs_card' }
  /** A subscription is signed up for on its page, where its card is kept; one sale would be none. */
  | { readonly code: 'recurring_on_page_only' }
  | { readonly code: 'installments_not_offered' }
  /** Something was ticked that the offer does not sell. */
  | { readonly code: 'bump_not_offered' }
  | CouponError
  /** The page the buyer has open says another total than the offer does now. */
  | { readonly code: 'price_changed' }

export type Terms = {
  readonly offer: Offer
  readonly price: Installments
  readonly discount: Centavos
  readonly ticked: readonly Bump[]
  readonly coupon: Coupon | null
  readonly environment: Environment
}

export type Asking = {
  readonly input: SubmitPayment
  readonly offer: Offer | null
  readonly routes: readonly Route[]
  /** The coupon that the sale which goes on has a use of. */
  readonly had?: Id<'coupon'> | null
}

/** What a new charge of a request would be, or why there is none. A sale without a coupon asks nothing. */
export async function termsOf(ctx: Ctx, asking: Asking): Promise<Result<Terms, TermsError>> {
  const { input, offer, routes } = asking
  const { payment, expectedTotal } = input
  if (payment.method === 'card' && isPast(ctx, payment.card)) return err({ code: 'card_expired' })
  if (offer === null) return err({ code: 'offer_not_found' })
  const closed = windowIssue(offer, ctx.now())
  if (closed !== null) return err(closed)
  if (offer.kind === 'recurring' && input.source === 'api') {
    return err({ code: 'recurring_on_page_only' })
  }
  const ticked = bumpsOf(offer, input.bumps)
  if (ticked === null) return err({ code: 'bump_not_offered' })
  const coupon = await couponOf(ctx, asking, offer)
  if (!coupon.ok) return coupon

  const bumps = ticked.map(({ price }) => price)
  const quote = quoteOf({ terms: offer.terms, bumps, coupon: coupon.value?.terms ?? null })
  const price = quote.choices.find(({ count }) => count === payment.installments)
  if (price === undefined) return err({ code: 'installments_not_offered' })
  if (expectedTotal !== undefined && expectedTotal !== price.total) {
    return err({ code: 'price_changed' })
  }
  const environment = environmentOf(ctx, asking, offer, routes)
  if (!environment.ok) return environment
  const { discount } = quote
  return ok({
    offer,
    price,
    discount,
    ticked,
    coupon: coupon.value,
    environment: environment.value,
  })
}

async function couponOf(
  ctx: Ctx,
  { input: { coupon: code, payment }, had = null }: Asking,
  offer: Offer,
): Promise<Result<Coupon | null, CouponError>> {
  if (code === undefined) return ok(null)
  if (!offer.takesCoupons) return err({ code: 'coupon_elsewhere' })
  return findCoupon(ctx, { code, offerId: offer.id, method: payment.method, had })
}

/** Where it is charged, if it can be. */
function environmentOf(
  ctx: Ctx,
  { input: { payment } }: Asking,
  offer: Offer,
  routes: readonly Route[],
): Result<Environment, TermsError> {
  const environment = routes[0]?.environment
  if (environment === undefined) return err({ code: 'no_acquirer' })
  if (isForeign(ctx, environment)) return err({ code: 'test_key_in_production' })
  if (offer.kind === 'recurring' && payment.method !== 'card') {
    return err({ code: 'recurring_needs_card' })
  }
  const able = routes.some(
    (route) => route.environment === environment && route.methods.includes(payment.method),
  )
  if (!able || !offer.methods.includes(payment.method)) return err({ code: 'method_not_offered' })
  return ok(environment)
}

/** A card is good until the last day of its month, by the clocks of São Paulo. */
function isPast(ctx: Ctx, { expMonth, expYear }: CardInput): boolean {
  return `${expYear}-${String(expMonth).padStart(2, '0')}` < localDateOf(ctx.now()).slice(0, 7)
}
