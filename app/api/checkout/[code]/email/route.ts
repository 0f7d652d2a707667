// app/api/checkout/[code]/email/route.ts

/*
 * The buyer puts the e-mail of a receipt right.
 *
 * POST  { checkoutId, email }  200 { email }. Once, within 24 hours of buying.
 *       404 offer_not_found, sale_not_found; 409 already_corrected, too_late; 422 invalid_input with
 *       errors[{path:"email",…}]; 429 with Retry-After.
 */

import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { invalid, problem } from '@/lib/platform/problem'
import { readJsonBody } from '@/lib/platform/read-body'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'
import { enterFixEmail, FixEmailInput, fixEmail } from '@/lib/sales/fix-email'

type Params = { readonly params: Promise<{ code: string }> }

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const body = await readJsonBody(request)
  if (!body.ok) return body.response
  const input = FixEmailInput.safeParse(body.value)
  if (!input.success) return invalid(input.error)

  const ctx = buyerContext(offer.accountId)
  const seconds = await enterFixEmail(ctx, await remoteAddress())
  if (seconds > 0) {
    return problem(429, 'too_many_attempts', { headers: { 'retry-after': String(seconds) } })
  }
  const result = await fixEmail(ctx, { ...input.data, offerCode: code })
  if (!result.ok) {
    const { code: said } = result.error
    return problem(said === 'sale_not_found' ? 404 : 409, said)
  }
  after(() => nudge())
  return Response.json(result.value, { headers: { 'cache-control': 'no-store' } })
}
