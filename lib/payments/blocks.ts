// lib/payments/blocks.ts
import { type AdviceCode, type BrandCode, findAdvice, findBrandCode } from './brand-codes'
import type { Category, Verdict } from './categories'
import type { RefusalReason } from './outcome'
import { lengthOf, type Retry } from './retry'

/**
 * What may not be sent again. Each holds what the one before does, and something more: new data of
 * that kind may be tried. A security code is in none of them, as it is never kept: a retyped one is
 * new data, and only the brand's limits hold it.
 */
export const SUBJECTS = ['card', 'expiry', 'amount', 'plan', 'route'] as const
export type Subject = (typeof SUBJECTS)[number]

export type Block = {
  /** Named as the panel explains it: `visa_irreversible_54`, `mastercard_mac_03`, `acquirer_84`. */
  readonly rule: string
  readonly subject: Subject
  /** At this acquirer alone, where the fault is its own; anywhere, where it is the card's. */
  readonly where: 'everywhere' | 'here'
  /** Null for ever. */
  readonly lengthMs: number | null
}

const DAY_MS = 86_400_000
/** What speaks of this charge rather than of the card: as long as the brands look back. */
const MONTH_MS = 30 * DAY_MS

type Held = Omit<Block, 'rule'>
const everywhere = (subject: Subject, lengthMs: number | null = null): Held => ({
  subject,
  where: 'everywhere',
  lengthMs,
})
/** Irreversible because of the acquirer or of the shop's registration there: never by this route. */
const HERE: Held = { subject: 'route', where: 'here', lengthMs: MONTH_MS }

/** What an irreversible code of a brand holds, by what it says. Null: nothing that could be kept. */
const IRREVERSIBLE: Readonly<Record<RefusalReason, Held | null>> = {
  card_blocked: everywhere('card'),
  suspected_fraud: everywhere('card'),
  do_not_retry: everywhere('card'),
  recurrence_stopped: everywhere('card'),
  card_data_wrong: everywhere('expiry'),
  card_expired: everywhere('expiry'),
  card_locked: everywhere('expiry'),
  issuer_declined: everywhere('expiry'),
  not_allowed_for_card: everywhere('expiry'),
  brand_unsupported: everywhere('expiry'),
  security_code_wrong: null,
  insufficient_funds: everywhere('amount', MONTH_MS),
  authentication_failed: everywhere('amount', MONTH_MS),
  amount_wrong: everywhere('amount', MONTH_MS),
  too_many_tries: everywhere('amount', MONTH_MS),
  not_processed: everywhere('amount', MONTH_MS),
  try_later: everywhere('amount', MONTH_MS),
  unspecified: everywhere('amount', MONTH_MS),
  issuer_unavailable: everywhere('amount', MONTH_MS),
  unlisted: everywhere('amount', MONTH_MS),
  installments_wrong: everywhere('plan', MONTH_MS),
  acquirer_misconfigured: HERE,
  acquirer_unavailable: HERE,
}

/**
 * Our own message was at fault, or so it seems: it is not held against the card for ever, but for
 * what Visa counts among its never (category 1).
 */
const OF_THE_MESSAGE: readonly Category[] = ['VALIDATION', 'DUPLICATE', 'NETWORK_ERROR']

/** What MAC 03, 21, 40 and 41 say holds for ever; one whose meaning nobody published, a month. */
const FOR_EVER = new Set(['03', '21', '40', '41'])

/** Where no brand has a table for the card, the acquirer's own "never" holds for these. */
const OWN_NEVER: readonly RefusalReason[] = [
  'do_not_retry',
  'recurrence_stopped',
  'card_blocked',
  'card_expired',
]

type Asked = {
  readonly brand: string | null
  readonly brandCode: string | null
  readonly adviceCode: string | null
  readonly code: string
  readonly verdict: Verdict
  /** The acquirer's own words; null where it does not list the code. */
  readonly own: { readonly retry: Retry; readonly meaning: string } | null
}

/** What a refusal forbids, the longest first; empty where the same card may come again. */
export function blocksOf(asked: Asked): readonly Block[] {
  const { brand, brandCode, adviceCode, verdict } = asked
  const advice = findAdvice(brand, adviceCode)
  const row = brandCode === null ? null : findBrandCode(brand, brandCode)
  const blocks = [byAdvice(advice), byBrand(row, advice, verdict), byAcquirer(asked, row)]
  return blocks.filter((block) => block !== null)
}

function byAdvice(advice: AdviceCode | null): Block | null {
  if (advice === null) return null
  const rule = `mastercard_mac_${advice.mac}`
  const waitMs = lengthOf(advice.min_wait)
  if (waitMs > 0) return { rule, ...everywhere('card', waitMs) }
  if (advice.retry === 'after_update') return { rule, ...everywhere('expiry') }
  if (advice.retry !== 'no') return null
  return { rule, ...everywhere('card', FOR_EVER.has(advice.mac) ? null : MONTH_MS) }
}

function byBrand(row: BrandCode | null, advice: AdviceCode | null, verdict: Verdict): Block | null {
  if (row === null || row.reversible === 'yes') return null
  if (row.retry_rule.endsWith(':mac') && advice?.retry === 'yes') return null
  // Some say "number or security code": a retyped one is new data, and nobody can tell.
  if (/security code/i.test(row.meaning_en)) return null
  const held = IRREVERSIBLE[verdict.reason]
  if (held === null) return null
  const forEver = row.retry_rule.startsWith('visa_cat1')
  const soon = !forEver && OF_THE_MESSAGE.includes(verdict.category) && held.lengthMs === null
  const rule = `${row.brand}_irreversible_${row.code}`
  return { rule, ...held, ...(soon && { lengthMs: MONTH_MS }), ...(forEver && { lengthMs: null }) }
}

/** `84` of Rede, `NR` and `RP` of Cielo; and every "never" for a card whose brand has no table. */
function byAcquirer({ own, code, brand, verdict }: Asked, row: BrandCode | null): Block | null {
  if (own === null) return null
  const rule = `acquirer_${code}`
  const { when, waitMs } = own.retry
  if (when === 'after_wait') {
    const velocity = verdict.reason === 'too_many_tries'
    return { rule, ...everywhere('card', waitMs), ...(velocity && { where: 'here' }) }
  }
  if (when !== 'never' || (row !== null && own.meaning !== 'do_not_retry')) return null
  if (!OWN_NEVER.some((reason) => reason === own.meaning)) return null
  const lengthMs = hasTable(brand) && own.meaning !== 'do_not_retry' ? MONTH_MS : null
  return { rule, ...everywhere(own.meaning === 'card_expired' ? 'expiry' : 'card', lengthMs) }
}

const TABLES: readonly (string | null)[] = ['visa', 'mastercard', 'hiper', 'elo', 'amex']
const hasTable = (brand: string | null) => TABLES.includes(brand)
