// app/api/checkout/[code]/coupon/route.ts

/*
 * What a coupon takes off this offer now, for the page that shows the total before the payment asks
 * for it again.
 *
 * GET   ?code=AVES10  → 200 { code, kind: "percent" | "fixed", value, everyCharge, methods | null }
 *       `value` is basis points of a percentage and centavos of a fixed sum: give it to `quoteOf` of
 *       lib/kernel/quote, which is what the server charges. `methods` are those it is good for.
 * Refusals are problem+json: 404 offer_not_found, 404 coupon_not_found, 409 coupon_elsewhere (of
 * another offer), 409 coupon_not_yet and 409 coupon_over with the instant `at`, 409 coupon_used_up,
 * 429 too_many_tries with Retry-After.
 */

import { couponMembers, tryCoupon } from '@/lib/offers/coupon-answer'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { problem } from '@/lib/platform/problem'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ code: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const offer = await findOfferByCode(tools, (await params).code)
  if (offer === null) return problem(404, 'offer_not_found')
  const ctx = buyerContext(offer.accountId)
  const code = new URL(request.url).searchParams.get('code') ?? ''
  const found = await tryCoupon(ctx, { code, offerId: offer.id }, await remoteAddress())
  const headers = { 'cache-control': 'no-store' }
  if (found.ok) return Response.json(found.value, { headers })
  const { error } = found
  if (error.code === 'too_many_tries') {
    return problem(429, error.code, { headers: { 'retry-after': String(error.seconds) } })
  }
  const status = error.code === 'coupon_not_found' ? 404 : 409
  return problem(status, error.code, { members: couponMembers(error), headers })
}
