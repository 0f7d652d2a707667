// lib/payments/brand-codes.ts

import { type Category, type Verdict, verdictOf } from './categories'
import codes from './data/abecs-codes.json'
import advice from './data/mastercard-advice-codes.json'
import { AFTER_REFUSAL } from './failover'
import type { RefusalReason } from './outcome'

/** One code of one brand: 57 of Visa and 57 of Mastercard are two codes. */
export type BrandCode = (typeof codes)[number]
export type AdviceCode = (typeof advice)[number]

const ROWS = new Map(codes.map((row) => [`${row.brand} ${row.code}`, row]))
const ADVICE = new Map(advice.map((row) => [row.mac, row]))

/** `5`, `05` and `005` are one code. Never asked before the state said "denied": `4` is a success. */
export const normalizeCode = (code: string) =>
  code.toUpperCase().replace(/^0+/, '').padStart(2, '0')

/** Hiper reads the rows of Mastercard, as the brands' own table has one column for both. */
export const findBrandCode = (brand: string | null, code: string): BrandCode | null =>
  ROWS.get(`${brand === 'hiper' ? 'mastercard' : brand} ${normalizeCode(code)}`) ?? null

/** Of Mastercard alone: another brand's answer may carry one by mistake, and it says nothing there. */
export const findAdvice = (brand: string | null, mac: string | null): AdviceCode | null =>
  (brand === 'mastercard' || brand === 'hiper') && mac !== null
    ? (ADVICE.get(normalizeCode(mac)) ?? null)
    : null

type Said = RefusalReason | readonly [RefusalReason, Category]

/** By the first thing the brand says, or by the row where several things share one code. */
const BY_MEANING: Readonly<Record<string, Said>> = {
  'Merchant not accepted': 'acquirer_misconfigured',
  'Terminal not able to do this transaction': 'acquirer_misconfigured',
  'Problem at the acquirer, message must change': 'acquirer_unavailable',
  'Declined without a stated reason': 'unspecified',
  'Issuer down': 'issuer_unavailable',
  'System failure': ['issuer_unavailable', 'NETWORK_ERROR'],
  'Not enough limit or balance': 'insufficient_funds',
  'Amount above the allowed': 'insufficient_funds',
  'Card error': ['card_data_wrong', 'CARD_PROBLEM'],
  'Format error in the message': ['card_data_wrong', 'VALIDATION'],
  'Card number invalid or not of this issuer': 'card_data_wrong',
  'Card not valid, cryptogram error': ['card_data_wrong', 'CARD_PROBLEM'],
  'Identity check failed': ['card_data_wrong', 'VALIDATION'],
  'Security code wrong or missing': 'security_code_wrong',
  'Card expired or wrong expiry date': 'card_expired',
  'New card not unlocked, or card locked by the holder in the app': 'card_locked',
  'Pick up the card': ['card_blocked', 'CARD_LOST_STOLEN'],
  'Card reported lost': ['card_blocked', 'CARD_LOST_STOLEN'],
  'Card reported stolen': ['card_blocked', 'CARD_LOST_STOLEN'],
  'Account closed': ['card_blocked', 'ACCOUNT_CLOSED'],
  'Confirmed fraud': ['suspected_fraud', 'CONFIRMED_FRAUD'],
  'Suspected fraud or missing travel notice, the holder must talk to the issuer': 'suspected_fraud',
  'Anti-money-laundering rule': 'suspected_fraud',
  'Against the law': 'suspected_fraud',
  'Wrong PIN': ['issuer_declined', 'NOT_PERMITTED'],
  'New PIN refused': 'issuer_declined',
  'PIN expired or PIN encryption error': 'issuer_declined',
  'PIN change or unlock failed': 'issuer_declined',
  'PIN data required, Europe only': 'issuer_declined',
  'Not eligible for Visa PIN': 'issuer_declined',
  'Reversal not valid': 'issuer_declined',
  'Differs from the pre-authorisation': 'issuer_declined',
  'Cash service unavailable': 'issuer_declined',
  'Force stand-in processing': 'issuer_declined',
  'Destination account not valid': 'issuer_declined',
  'Origin account not valid': 'issuer_declined',
  'Additional customer authentication required, Europe only': [
    'authentication_failed',
    'AUTHENTICATION_REQUIRED',
  ],
  'Kind of transaction not permitted to this card': 'not_allowed_for_card',
  'Temporary block, for example overdue bill': ['not_allowed_for_card', 'CARD_BLOCKED_TEMP'],
  'Domestic card used abroad': 'not_allowed_for_card',
  'Issuer not found, declined by the acquirer': 'not_allowed_for_card',
  'Credit asked but the card has no credit: use debit': [
    'not_allowed_for_card',
    'FUNCTION_MISMATCH',
  ],
  'Debit asked but the card has no debit: use credit': [
    'not_allowed_for_card',
    'FUNCTION_MISMATCH',
  ],
  'Operation unsupported or blocked by the issuer, Elo group 2, since 23 Oct 2026':
    'not_allowed_for_card',
  'Use the chip': 'not_allowed_for_card',
  'Surcharge not supported': 'not_allowed_for_card',
  'Surcharge not supported by the debit network': 'not_allowed_for_card',
  'Amount not valid': 'amount_wrong',
  'Amount below the minimum': 'amount_wrong',
  'Account valid but amount not supported': 'amount_wrong',
  'Instalment value not valid': 'installments_wrong',
  'Too many PIN or purchase tries': 'too_many_tries',
  'Too many PIN tries on withdrawal': 'too_many_tries',
  'Too many withdrawals': 'too_many_tries',
  'Not found by the router': ['try_later', 'NETWORK_ERROR'],
  'Duplicated trace data': ['not_processed', 'DUPLICATE'],
  'Issuer asks to send the transaction again': 'try_later',
  'Merchant must ask the acquirer': ['not_processed', 'MERCHANT_CONFIG'],
  'Stop the recurring payment of one service': 'recurrence_stopped',
  'Stop the recurring payment of all services': 'recurrence_stopped',
  'Stop all authorisation orders': 'recurrence_stopped',
  'Consolidated life-cycle decline: the MAC decides, without MAC never': 'do_not_retry',
  'Consolidated policy decline: the MAC decides, without MAC never': 'do_not_retry',
  'Consolidated fraud or security decline: the MAC decides, without MAC never': 'suspected_fraud',
}

const BY_ROW: Readonly<Record<string, Said>> = {
  'mastercard 57': 'unspecified', // Also a bill overdue, or a card locked in the issuer's app.
  'mastercard 63': 'suspected_fraud',
  'mastercard 30': ['card_data_wrong', 'VALIDATION'],
  'amex 100': 'suspected_fraud', // One code for "no reason" and for fraud: the stricter.
  'amex FA': 'suspected_fraud',
  'amex 200': ['card_blocked', 'CARD_LOST_STOLEN'],
  'amex FD': ['card_blocked', 'CARD_LOST_STOLEN'],
}

/** What MAC 40, 41 and the like say of the card, whatever the code beside them. */
const REASON_BY_ADVICE: Readonly<Record<string, RefusalReason>> = {
  '01': 'card_data_wrong', // The card was replaced: its new data may be tried.
  '03': 'do_not_retry',
  '21': 'recurrence_stopped',
  '40': 'not_allowed_for_card',
  '41': 'not_allowed_for_card',
}

const CONSOLIDATED = new Set(['79', '82'])

/** What the brand's table, and Mastercard's advice beside it, say; null where it has no such row. */
export function verdictOfBrand(
  brand: string | null,
  code: string,
  mac: string | null = null,
): Verdict | null {
  const row = findBrandCode(brand, code)
  if (row === null) return null
  const [first = ''] = row.meaning_en.split('; or ')
  const said = BY_ROW[`${row.brand} ${row.code}`] ?? BY_MEANING[first] ?? 'do_not_retry'
  const verdict = typeof said === 'string' ? verdictOf(said) : verdictOf(...said)
  const advised = findAdvice(brand, mac)
  if (advised === null) return verdict
  const stricter = REASON_BY_ADVICE[advised.mac]
  if (stricter !== undefined) return verdictOf(stricter)
  if (CONSOLIDATED.has(row.code) && advised.mac === '43') return verdictOf('unspecified')
  const funds = verdict.reason === 'insufficient_funds'
  if (AFTER_REFUSAL[verdict.reason] === 'stop' && !funds) return verdict
  if (advised.retry === 'no') return verdictOf('do_not_retry')
  return advised.min_wait === '' || funds ? verdict : verdictOf('try_later')
}

export const reasonOfBrand = (brand: string | null, code: string, mac: string | null = null) =>
  verdictOfBrand(brand, code, mac)?.reason ?? null

/** Where two sources disagree about another try, the one that forbids it is believed. */
export const stricterOf = (one: Verdict, other: Verdict): Verdict =>
  AFTER_REFUSAL[one.reason] === 'try_backup' && AFTER_REFUSAL[other.reason] === 'stop' ? other : one
