// lib/payments/categories.ts
import type { RefusalReason } from './outcome'

/** What became of an operation, in words that belong to no acquirer and to no brand. */
export const CATEGORIES = [
  'APPROVED',
  'GENERIC_DECLINE',
  'INSUFFICIENT_FUNDS',
  'INVALID_CARD',
  'EXPIRED_CARD',
  'INVALID_CVV',
  'CARD_BLOCKED_TEMP',
  'CARD_LOST_STOLEN',
  'NOT_PERMITTED',
  'FUNCTION_MISMATCH',
  'SUSPECTED_FRAUD',
  'CONFIRMED_FRAUD',
  'AMOUNT_INVALID',
  'INSTALLMENTS_INVALID',
  'VELOCITY',
  'STOP_RECURRING',
  'ACCOUNT_CLOSED',
  'ISSUER_UNAVAILABLE',
  'NETWORK_ERROR',
  'ACQUIRER_UNAVAILABLE',
  'MERCHANT_CONFIG',
  'AUTHENTICATION_REQUIRED',
  'AUTHENTICATION_FAILED',
  'DUPLICATE',
  'VALIDATION',
  'UNKNOWN',
  'DO_NOT_RETRY',
  'CARD_PROBLEM',
  'CARD_BLOCKED',
  'BRAND_UNSUPPORTED',
  'AUTHENTICATION_OK',
  'NOT_FOUND',
  'CAPTURE_ERROR',
  'REFUND_DONE',
  'REFUND_PROCESSING',
  'REFUND_ERROR',
  'PIX_ERROR',
  'AUTH_TOKEN',
] as const
export type Category = (typeof CATEGORIES)[number]

/** What was asked for when a code came back. One code may mean another thing to another question. */
export const FLOWS = ['authorize', 'capture', 'refund', 'pix', 'zero_auth'] as const
export type Flow = (typeof FLOWS)[number]

/** What a reason is where the code behind it says nothing finer. */
export const CATEGORY_OF_REASON: Readonly<Record<RefusalReason, Category>> = {
  insufficient_funds: 'INSUFFICIENT_FUNDS',
  card_data_wrong: 'INVALID_CARD',
  security_code_wrong: 'INVALID_CVV',
  card_expired: 'EXPIRED_CARD',
  card_locked: 'CARD_BLOCKED_TEMP',
  card_blocked: 'CARD_BLOCKED',
  suspected_fraud: 'SUSPECTED_FRAUD',
  issuer_declined: 'GENERIC_DECLINE',
  not_allowed_for_card: 'NOT_PERMITTED',
  brand_unsupported: 'BRAND_UNSUPPORTED',
  authentication_failed: 'AUTHENTICATION_FAILED',
  amount_wrong: 'AMOUNT_INVALID',
  installments_wrong: 'INSTALLMENTS_INVALID',
  too_many_tries: 'VELOCITY',
  do_not_retry: 'DO_NOT_RETRY',
  recurrence_stopped: 'STOP_RECURRING',
  unspecified: 'GENERIC_DECLINE',
  issuer_unavailable: 'ISSUER_UNAVAILABLE',
  acquirer_unavailable: 'ACQUIRER_UNAVAILABLE',
  acquirer_misconfigured: 'MERCHANT_CONFIG',
  not_processed: 'VALIDATION',
  try_later: 'ISSUER_UNAVAILABLE',
  unlisted: 'GENERIC_DECLINE',
}

/** A reason, with its category where that is finer than usual. */
export type Verdict = { readonly reason: RefusalReason; readonly category: Category }

export const verdictOf = (
  reason: RefusalReason,
  category: Category = CATEGORY_OF_REASON[reason],
): Verdict => ({ reason, category })
