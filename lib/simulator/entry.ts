// lib/simulator/entry.ts
import { randomInt, randomUUID } from 'node:crypto'

export type Refund = {
  readonly id: string
  readonly amount: number
  readonly at: string
  /** Of a later day than the sale it is only asked for, and done the day after. */
  readonly doneAt: string
  /** Taken, and denied when its time comes. */
  readonly denied: boolean
  /** Its end was told to whoever wants to know. */
  told: boolean
}

export type Method = 'card' | 'pix' | 'boleto'

export type Entry = {
  readonly acquirer: string
  readonly merchant: string
  readonly reference: string
  /** What later operations name it by: Cielo's PaymentId, Rede's tid. */
  readonly key: string
  readonly tid: string
  readonly nsu: string
  readonly arp: string
  readonly method: Method
  readonly amount: number
  readonly installments: number
  status: 'waiting' | 'authorized' | 'captured' | 'refused' | 'voided' | 'refunded' | 'expired'
  capturedAmount: number
  refundedAmount: number
  readonly code: string
  readonly brandCode: string | null
  readonly adviceCode: string | null
  readonly bin: string
  readonly last4: string
  readonly brand: string
  /** What the buyer's statement says; empty for the merchant's own name. */
  readonly statementName: string
  readonly createdAt: string
  capturedAt: string | null
  /** Until when a Pix or a boleto can be paid. */
  readonly expiresAt: string | null
  /** When it is paid without anybody asking; null for most. */
  readonly paysItselfAt: string | null
  refunds: Refund[]
  /** What only its own dialect reads: a QR code, the networks' ids. */
  readonly extra: Readonly<Record<string, string>>
  /** Answered neither yes nor no; the acquirer settles it itself, minutes later. */
  unfinished: boolean
  /** A late approval: so many searches still do not see it. */
  hiddenSearches: number
}

export type NewEntry = Pick<
  Entry,
  'acquirer' | 'merchant' | 'reference' | 'amount' | 'installments' | 'code' | 'brand'
> &
  Partial<Pick<Entry, 'brandCode' | 'adviceCode' | 'statementName' | 'expiresAt' | 'extra'>> & {
    /** Empty for a Pix and a boleto. */
    readonly cardNumber: string
    readonly approved: boolean
    /** A Pix or a boleto waits to be paid; a card is authorised or refused at once. */
    readonly method?: Method
    readonly payAfterMs?: number | null
  }

/** What came to pass by itself or from outside, and is told to whoever registered for it. */
export type Happening = {
  readonly kind: 'paid' | 'expired' | 'refund_done' | 'refund_denied'
  readonly entry: Entry
  readonly refund: Refund | null
}

/** For what a state file of an older version does not say. */
export const USUAL = {
  method: 'card',
  brandCode: null,
  adviceCode: null,
  statementName: '',
  expiresAt: null,
  paysItselfAt: null,
  extra: {},
} as const satisfies Partial<Entry>

const digits = (length: number) =>
  Array.from({ length }, (_, i) => randomInt(i === 0 ? 1 : 0, 10)).join('')

export function makeEntry(
  { cardNumber, approved, method = 'card', payAfterMs = null, ...known }: NewEntry,
  at: Date,
): Entry {
  const cielo = known.acquirer === 'cielo'
  const key = cielo ? randomUUID() : digits(19)
  return {
    ...USUAL,
    ...known,
    method,
    key,
    tid: cielo ? digits(20) : key,
    nsu: digits(cielo ? 6 : 9),
    arp: approved && method === 'card' ? digits(6) : '',
    status: approved ? (method === 'card' ? 'authorized' : 'waiting') : 'refused',
    capturedAmount: 0,
    refundedAmount: 0,
    bin: cardNumber.slice(0, 6),
    last4: cardNumber.slice(-4),
    createdAt: at.toISOString(),
    capturedAt: null,
    paysItselfAt: payAfterMs === null ? null : new Date(at.getTime() + payAfterMs).toISOString(),
    refunds: [],
    unfinished: false,
    hiddenSearches: 0,
  }
}

/** False where its state or its sum does not allow it. One that will be denied moves nothing. */
export function letGo(entry: Entry, amount: number, denied: boolean): boolean {
  if (entry.status === 'authorized') {
    entry.status = 'voided'
    return true
  }
  if (entry.status !== 'captured') return false
  if (entry.refundedAmount + amount > entry.capturedAmount) return false
  if (denied) return true
  entry.refundedAmount += amount
  if (entry.refundedAmount === entry.capturedAmount) entry.status = 'refunded'
  return true
}

/** A state file of an older version knows no refund that ends badly. */
export const whole = (refund: Refund): Refund => ({ ...OLD_REFUND, ...refund })
const OLD_REFUND = { denied: false, told: true }

export const isOpen = (entry: Entry) => momentsOf(entry).length > 0

/** ISO instants compare as they follow each other. */
export const momentsOf = (entry: Entry): string[] => [
  ...(entry.status === 'waiting'
    ? [entry.paysItselfAt, entry.expiresAt].filter((at) => at !== null)
    : []),
  ...entry.refunds.filter(({ told }) => !told).map(({ doneAt }) => doneAt),
]

export function settleEntry(entry: Entry, at: string): readonly Happening[] {
  const happenings: Happening[] = []
  if (entry.status === 'waiting') {
    const { paysItselfAt: pays, expiresAt: expires } = entry
    if (pays !== null && pays <= at && (expires === null || pays < expires)) {
      entry.status = 'captured'
      entry.capturedAmount = entry.amount
      entry.capturedAt = pays
      happenings.push({ kind: 'paid', entry, refund: null })
    } else if (expires !== null && expires <= at) {
      entry.status = 'expired'
      happenings.push({ kind: 'expired', entry, refund: null })
    }
  }
  for (const refund of entry.refunds) {
    if (refund.told || refund.doneAt > at) continue
    refund.told = true
    happenings.push({ kind: refund.denied ? 'refund_denied' : 'refund_done', entry, refund })
  }
  return happenings
}

/** As `GET /_control/ledger` tells it: no card number, and nothing of the simulator's own. */
export const toPublic = (entry: Entry) => ({
  acquirer: entry.acquirer,
  merchant: entry.merchant,
  reference: entry.reference,
  tid: entry.tid,
  amount: entry.amount,
  status: entry.status,
  capturedAmount: entry.capturedAmount,
  refundedAmount: entry.refundedAmount,
  bin: entry.bin,
  last4: entry.last4,
  brand: entry.brand,
  createdAt: entry.createdAt,
})
