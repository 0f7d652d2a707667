// app/api/checkout/[code]/route.ts

/*
 * The offer page's own submit.
 *
 * POST  { customer{name,email,phone,document}, payment, bumps?, coupon?, affiliateCode?, linkCode?,
 *         tracking?, expectedTotal?, checkoutId, submitId }, where `payment` is one of
 *         {method:"card",installments,card{number,holder,expMonth,expYear,cvv}},
 *         {method:"pix"}, {method:"boleto"}.
 *       `checkoutId` names the sale and `submitId` the click; both 20–64 of [A-Za-z0-9_-] by chance.
 *       The same submitId is answered with the sale as it is; a new one after a refusal, or while
 *       nothing but a Pix or a boleto waits, goes on with the same sale, behind the attempts it has.
 *       The same method again while its code is good is answered with that code.
 *       201 when it is settled, 202 while `pending`, as an unpaid Pix or boleto is.
 *       `expectedTotal` is the total the buyer saw: 409 `price_changed` when it is another one now.
 *       `bumps` are the ids that were ticked, `coupon` the code as it was typed; `linkCode` is the short
 *       link's. A click that goes on may change them all.
 * GET   ?checkoutId=…  how it is now, for a page that waits or came back. 404 `sale_not_found`.
 *
 * Both answer `CheckoutAnswer` of lib/sales/checkout-answer.ts:
 *       { saleId, status, method, amount, installments, captureMode, captureBy, accessUrl,
 *         refusal: { class, code, card } | null, voucher: VoucherView | null }
 *       (lib/sales/voucher-view.ts). `events/` beside this route tells the same on every change, and
 *       `email/` takes a receipt's e-mail that the buyer put right.
 * Refusals of the request itself are problem+json: 404 offer_not_found, 409 offer_not_open and
 * 409 offer_over with the instant `at`, 409 offer_sold_out, 409 no_acquirer,
 * 409 price_changed, 409 checkout_reused, 422 invalid_input with errors[{path,code,message}], 429 with Retry-After,
 * 400 malformed_json, 413, 415. Fields' codes: card_number_wrong, brand_not_accepted, cvv_length,
 * card_expired, document_wrong, phone_missing, phone_wrong, installments_not_offered,
 * method_not_offered, recurring_needs_card, bump_not_offered; of `coupon` those of `coupon/` beside this route, and
 * coupon_used_by_you. Nothing was charged by any of them.
 */

import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { invalid, problem } from '@/lib/platform/problem'
import { readJsonBody } from '@/lib/platform/read-body'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'
import { findSignUp, toSignUpAnswer } from '@/lib/recurrences/sign-up-answer'
import { toCheckoutAnswer } from '@/lib/sales/checkout-answer'
import { enterCheckout } from '@/lib/sales/enter-checkout'
import { findCheckout } from '@/lib/sales/find-checkout'
import { keepForUpsell } from '@/lib/sales/keep-for-upsell'
import { glanceAtSale } from '@/lib/sales/look-at-vouchers'
import type { SaleWithAttempts } from '@/lib/sales/sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { CheckoutInput } from '@/lib/sales/submit-payment.schema'
import { checkoutProblem } from '@/lib/sales/submit-problem'
import { answerSignUp, respond } from './sign-up'

type Params = { readonly params: Promise<{ code: string }> }

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const body = await readJsonBody(request)
  if (!body.ok) return body.response
  const input = CheckoutInput.safeParse(body.value)
  if (!input.success) return invalid(input.error)

  const ctx = buyerContext(offer.accountId)
  const { checkoutId, ...payment } = input.data
  const entered = await enterCheckout(ctx, input.data, await remoteAddress())
  if (entered.kind === 'wait') {
    const headers = { 'retry-after': String(entered.seconds) }
    return problem(429, 'too_many_attempts', { headers })
  }
  const names = {
    asked: { offerCode: code },
    source: 'checkout',
    idempotencyKey: checkoutId,
  } as const
  const submit = { ...payment, ...names }
  if (offer.kind === 'recurring') {
    const { accessUrl } = offer
    return answerSignUp(ctx, { input: submit, accessUrl, leave: entered.leave })
  }
  const result = await submitPayment(ctx, submit)
  if (!result.ok) return checkoutProblem(result.error)
  const keeping = offer.sellsMore ? await keepForUpsell(ctx, result.value, input.data) : null
  after(() => Promise.all([nudge(), keeping?.()]))
  await entered.leave(result.value.sale.status)
  return answer(result.value, offer.accessUrl)
}

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const checkoutId = new URL(request.url).searchParams.get('checkoutId') ?? ''
  const ctx = buyerContext(offer.accountId)
  const found = await findCheckout(ctx, { offerCode: code, checkoutId })
  if (found === null) {
    const signed = await findSignUp(ctx, { offerCode: code, checkoutId })
    if (signed === null) return problem(404, 'sale_not_found')
    return respond(toSignUpAnswer(signed.recurrence, { ...signed, now: tools.now() }), 200)
  }
  after(() => glanceAtSale(ctx, found))
  return answer(found, offer.accessUrl, 200)
}

function answer(found: SaleWithAttempts, accessUrl: string | null, settled = 201): Response {
  const told = toCheckoutAnswer(found, { accessUrl, now: tools.now() })
  const status = told.status === 'pending' && settled === 201 ? 202 : settled
  return Response.json(told, { status, headers: { 'cache-control': 'no-store' } })
}
