// lib/payments/acquirers/keeping-rules.ts
import type { PaymentMethod } from '@/db/schema/payments'

/** Until when, how fast and in what parts an acquirer lets a sale be undone. */
export type KeepingRules = {
  /** Days after the sale in which it may be given back. */
  readonly refundDays: (sale: {
    readonly method: PaymentMethod
    readonly installments: number
  }) => number
  /** What a refund of a sale of an earlier day is: done at once, or carried out the next day. */
  readonly laterDay: 'at_once' | 'next_day' | 'next_evening'
  /** A boleto goes back by bank transfer, outside the acquirer. */
  readonly refunds: readonly PaymentMethod[]
}

const RULES: Readonly<Record<string, KeepingRules>> = {
  cielo: {
    refundDays: ({ method, installments }) =>
      method === 'pix' ? 90 : installments > 1 ? 690 : 330,
    laterDay: 'next_day',
    refunds: ['card', 'pix'],
  },
  rede: {
    refundDays: () => 90, // Of credit "up to 90, by line of business": the longest is not promised.
    laterDay: 'next_evening',
    refunds: ['card', 'pix'],
  },
}

/** The stricter of what is published, for an acquirer without a row. */
const CAREFUL: KeepingRules = {
  refundDays: () => 90,
  laterDay: 'next_evening',
  refunds: ['card', 'pix'],
}

export const keepingRulesOf = (acquirer: string): KeepingRules => RULES[acquirer] ?? CAREFUL

export type Trouble =
  | 'balance'
  | 'deadline'
  | 'capture_deadline'
  | 'gone'
  | 'disputed'
  | 'state'
  | 'amount'
  | 'whole_only'
  | 'not_found'
  | 'not_for_this'
  | 'registration'
  | 'try_hours_later'
  | 'try_again'
  | 'denied'

type Codes = Readonly<Partial<Record<Trouble, readonly string[]>>>

const TROUBLE: Readonly<Record<string, Codes>> = {
  cielo: {
    balance: ['43', '55', '56', '72', '76'],
    deadline: ['40', '101'],
    capture_deadline: ['843'],
    gone: ['17'],
    disputed: ['42', '130'],
    state: ['41', '308', '309', '311', '312', '841'],
    amount: ['51', '102', '842'],
    not_found: [
      ...['3', '52', '77', '116', '206', '209', '215', '217', '221'],
      ...['303', '307', '318', '576'],
    ],
    not_for_this: ['53', '58', '60', '100', '120', '121', '160', '310'],
    registration: ['54', '103', '104', '105', '106', '107', '108'],
    try_again: [
      '5',
      '10',
      '57',
      '97',
      '98',
      '99',
      '117',
      '223',
      '475',
      '476',
      '477',
      '504',
      '999',
      '9016',
    ],
  },
  rede: {
    balance: ['358'],
    deadline: ['354'],
    capture_deadline: ['173'],
    gone: ['355', '373'],
    disputed: ['374'],
    state: ['46', '171'],
    amount: ['49', '357'],
    whole_only: ['365'],
    not_found: ['353', '362', '369'],
    not_for_this: ['351', '3128'],
    try_hours_later: ['371'],
    try_again: ['368', '3123', '3125', '363', '4011', '4012'],
  },
}

const plain = (code: string) => code.replace(/^0+(?=\d)/, '')

/** What kind of refusal of a capture, a void or a refund a code is; null for one nobody listed. */
export function troubleOf(acquirer: string, code: string): Trouble | null {
  const codes = TROUBLE[acquirer] ?? {}
  const found = Object.entries(codes).find(([, listed]) => listed.includes(plain(code)))
  return (found?.[0] as Trouble | undefined) ?? null
}
