// app/api/checkout/[code]/upsell/route.ts

/*
 * The buyer answers what the receipt offers besides.
 *
 * POST  { checkoutId, submitId, accept, expectedTotal? }  `expectedTotal` is what the button said, and
 *       is needed to accept. 200 `UpsellView` of lib/sales/upsell-view.ts: a yes is a sale of its own,
 *       whose news `GET /api/checkout/<its code>?checkoutId=<its checkoutId>` tells. The same answer
 *       again is answered with what stands; it never charges twice. 202 while that sale is `pending`.
 *       404 offer_not_found, sale_not_found; 409 upsell_declined, upsell_expired, upsell_gone,
 *       price_changed; 422 invalid_input; 429 with Retry-After.
 * GET   ?checkoutId=…  how it stands. 404 sale_not_found where nothing is offered.
 */

import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { invalid, problem } from '@/lib/platform/problem'
import { readJsonBody } from '@/lib/platform/read-body'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'
import { AnswerUpsellInput, answerUpsell, enterUpsell } from '@/lib/sales/answer-upsell'
import { readUpsell } from '@/lib/sales/read-upsell'
import { toUpsellView, type UpsellView } from '@/lib/sales/upsell-view'

type Params = { readonly params: Promise<{ code: string }> }

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const body = await readJsonBody(request)
  if (!body.ok) return body.response
  const input = AnswerUpsellInput.safeParse(body.value)
  if (!input.success) return invalid(input.error)

  const ctx = buyerContext(offer.accountId)
  const seconds = await enterUpsell(ctx, await remoteAddress())
  if (seconds > 0) {
    return problem(429, 'too_many_attempts', { headers: { 'retry-after': String(seconds) } })
  }
  const result = await answerUpsell(ctx, { ...input.data, offerCode: code })
  if (!result.ok) {
    const { code: said } = result.error
    return problem(said === 'sale_not_found' ? 404 : 409, said)
  }
  after(() => nudge())
  return answer(result.value)
}

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const checkoutId = new URL(request.url).searchParams.get('checkoutId') ?? ''
  const ctx = buyerContext(offer.accountId)
  const found = await readUpsell(ctx, { offerCode: code, checkoutId })
  if (found === null) return problem(404, 'sale_not_found')
  return answer(await toUpsellView(ctx, found), 200)
}

function answer(view: UpsellView, pending = 202): Response {
  const status = view.state === 'pending' ? pending : 200
  return Response.json(view, { status, headers: { 'cache-control': 'no-store' } })
}
