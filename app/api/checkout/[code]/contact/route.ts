// app/api/checkout/[code]/contact/route.ts

/*
 * Who is about to buy, once there is somebody to write to.
 *
 * POST  { checkoutId, name?, email?, phone?, tracking?, affiliateCode?, linkCode?, bumps? }  204, also when
 *       nothing in it can be written to. Sent on leaving a field, again when something changed. Never a
 *       card, never a document: they are not read. 404 offer_not_found, 422 without a checkoutId, 429.
 */

import { ContactInput, keepCheckout } from '@/lib/leads/keep-checkout'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { invalid, problem } from '@/lib/platform/problem'
import { makeLimiter } from '@/lib/platform/rate-limit'
import { readJsonBody } from '@/lib/platform/read-body'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ code: string }> }

const MAX_BYTES = 8 * 1024
/** A launch has many buyers behind one address; each of them leaves a few fields. */
const ADDRESSES = makeLimiter({ burst: 120, everyMs: 500 })

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const seconds = ADDRESSES.take(await remoteAddress(), tools.now())
  if (seconds > 0) {
    return problem(429, 'too_many_attempts', { headers: { 'retry-after': String(seconds) } })
  }
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const body = await readJsonBody(request, MAX_BYTES)
  if (!body.ok) return body.response
  const input = ContactInput.safeParse(body.value)
  if (!input.success) return invalid(input.error)
  await keepCheckout(buyerContext(offer.accountId), { id: offer.id, code }, input.data)
  return new Response(null, { status: 204 })
}
