// lib/payments/brand-codes.ts

import codes from './data/abecs-codes.json'
import advice from './data/mastercard-advice-codes.json'
import { AFTER_REFUSAL } from './failover'
import type { RefusalReason } from './outcome'

/** One code of one brand: 57 of Visa and 57 of Mastercard are two codes. */
export type BrandCode = (typeof codes)[number]

const ROWS = new Map(codes.map((row) => [`${row.brand} ${row.code}`, row]))
const ADVICE = new Map(advice.map((row) => [row.mac, row]))

/** `5`, `05` and `005` are one code. Never asked before the state said "denied": `4` is a success. */
export const normalizeCode = (code: string) =>
  code.toUpperCase().replace(/^0+/, '').padStart(2, '0')

/** Hiper reads the rows of Mastercard, as the brands' own table has one column for both. */
export const findBrandCode = (brand: string | null, code: string): BrandCode | null =>
  ROWS.get(`${brand === 'hiper' ? 'mastercard' : brand} ${normalizeCode(code)}`) ?? null

/** By the first thing the brand says, or by the row where several things share one code. */
const REASON_BY_MEANING: Readonly<Record<string, RefusalReason>> = {
  'Merchant not accepted': 'acquirer_misconfigured',
  'Terminal not able to do this transaction': 'acquirer_misconfigured',
  'Problem at the acquirer, message must change': 'acquirer_unavailable',
  'Declined without a stated reason': 'unspecified',
  'Issuer down': 'issuer_unavailable',
  'System failure': 'issuer_unavailable',
  'Not enough limit or balance': 'insufficient_funds',
  'Amount above the allowed': 'insufficient_funds',
  'Card error': 'card_data_wrong',
  'Format error in the message': 'card_data_wrong',
  'Card number invalid or not of this issuer': 'card_data_wrong',
  'Card not valid, cryptogram error': 'card_data_wrong',
  'Identity check failed': 'card_data_wrong',
  'Security code wrong or missing': 'security_code_wrong',
  'Card expired or wrong expiry date': 'card_expired',
  'New card not unlocked, or card locked by the holder in the app': 'card_locked',
  'Pick up the card': 'card_blocked',
  'Card reported lost': 'card_blocked',
  'Card reported stolen': 'card_blocked',
  'Account closed': 'card_blocked',
  'Confirmed fraud': 'suspected_fraud',
  'Suspected fraud or missing travel notice, the holder must talk to the issuer': 'suspected_fraud',
  'Anti-money-laundering rule': 'suspected_fraud',
  'Against the law': 'suspected_fraud',
  'Wrong PIN': 'issuer_declined',
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
  'Additional customer authentication required, Europe only': 'authentication_failed',
  'Kind of transaction not permitted to this card': 'not_allowed_for_card',
  'Temporary block, for example overdue bill': 'not_allowed_for_card',
  'Domestic card used abroad': 'not_allowed_for_card',
  'Issuer not found, declined by the acquirer': 'not_allowed_for_card',
  'Credit asked but the card has no credit: use debit': 'not_allowed_for_card',
  'Debit asked but the card has no debit: use credit': 'not_allowed_for_card',
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
  'Not found by the router': 'try_later',
  'Duplicated trace data': 'not_processed',
  'Issuer asks to send the transaction again': 'try_later',
  'Merchant must ask the acquirer': 'not_processed',
  'Stop the recurring payment of one service': 'recurrence_stopped',
  'Stop the recurring payment of all services': 'recurrence_stopped',
  'Stop all authorisation orders': 'recurrence_stopped',
  'Consolidated life-cycle decline: the MAC decides, without MAC never': 'do_not_retry',
  'Consolidated policy decline: the MAC decides, without MAC never': 'do_not_retry',
  'Consolidated fraud or security decline: the MAC decides, without MAC never': 'suspected_fraud',
}

const REASON_BY_ROW: Readonly<Record<string, RefusalReason>> = {
  'mastercard 57': 'unspecified', // Also a bill overdue, or a card locked in the issuer's app.
  'mastercard 63': 'suspected_fraud',
  'mastercard 30': 'card_data_wrong',
  'amex 100': 'suspected_fraud', // One code for "no reason" and for fraud: the stricter.
  'amex FA': 'suspected_fraud',
  'amex 200': 'card_blocked',
  'amex FD': 'card_blocked',
}

/** What MAC 40, 41 and the like say of the card, whatever the code beside them. */
const REASON_BY_ADVICE: Readonly<Record<string, RefusalReason>> = {
  '03': 'do_not_retry',
  '21': 'recurrence_stopped',
  '40': 'not_allowed_for_card',
  '41': 'not_allowed_for_card',
}

const CONSOLIDATED = new Set(['79', '82'])

export function reasonOfBrand(
  brand: string | null,
  code: string,
  mac: string | null = null,
): RefusalReason | null {
  const row = findBrandCode(brand, code)
  if (row === null) return null
  const [first = ''] = row.meaning_en.split('; or ')
  const said = REASON_BY_ROW[`${row.brand} ${row.code}`] ?? REASON_BY_MEANING[first] ?? null
  if (row.brand !== 'mastercard' || mac === null) return said
  const advised = REASON_BY_ADVICE[normalizeCode(mac)]
  if (advised !== undefined) return advised
  const mayRepeat = ADVICE.get(normalizeCode(mac))?.retry === 'yes'
  return CONSOLIDATED.has(row.code) && mayRepeat && mac === '43' ? 'unspecified' : said
}

/** Where two sources disagree about another try, the one that forbids it is believed. */
export const stricterOf = (one: RefusalReason, other: RefusalReason): RefusalReason =>
  AFTER_REFUSAL[one] === 'try_backup' ? other : one
