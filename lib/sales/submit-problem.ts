// lib/sales/submit-problem.ts
import { couponMembers } from '@/lib/offers/coupon-answer'
import { problem } from '@/lib/platform/problem'
import type { SubmitPaymentError } from './submit-payment'

type Code = SubmitPaymentError['code']

/** A field the buyer can put right, by its path in the request; or the status of the whole. */
const TOLD: Readonly<Record<Code, string | number>> = {
  offer_not_found: 404,
  offer_not_open: 409,
  offer_over: 409,
  offer_sold_out: 409,
  no_acquirer: 409,
  test_key_in_production: 403,
  card_expired: 'payment.card.expYear',
  method_not_offered: 'payment.method',
  recurring_needs_card: 'payment.method',
  recurring_on_page_only: 'offerCode',
  installments_not_offered: 'payment.installments',
  bump_not_offered: 'bumps',
  coupon_not_found: 'coupon',
  coupon_not_yet: 'coupon',
  coupon_over: 'coupon',
  coupon_used_up: 'coupon',
  coupon_used_by_you: 'coupon',
  coupon_elsewhere: 'coupon',
  coupon_not_for_method: 'coupon',
  price_changed: 409,
  idempotency_key_reused: 422,
  in_flight: 409,
}

/** RFC 9457: a refused field beside its path, anything else by its own word. */
export function submitProblem(error: SubmitPaymentError): Response {
  const { code } = error
  const told = TOLD[code]
  const members = couponMembers(error)
  if (typeof told === 'string') {
    const errors = [{ path: told, code, message: code.replaceAll('_', ' ') }]
    return problem(422, 'invalid_input', { errors, members })
  }
  const headers = code === 'in_flight' ? { 'retry-after': '2' } : {}
  return problem(told, code, { headers, members })
}

/** The same for the offer page, whose keys are checkouts. */
export function checkoutProblem(error: SubmitPaymentError): Response {
  switch (error.code) {
    case 'idempotency_key_reused':
      return problem(409, 'checkout_reused')
    case 'test_key_in_production':
      return problem(409, error.code)
    default:
      return submitProblem(error)
  }
}
