// components/checkout/field-rules.ts
import { passesLuhn } from '@/lib/kernel/luhn'
import { checkDigitsAgree } from './check-digits'
import type { CheckoutField, CheckoutValues } from './checkout-values'
import { digitsOf } from './masks'
import { brandOfDigits, codeLengthOf, isTaken } from './typed-brand'

/** What is wrong with a field: a key of `checkout.fields.<field>`. The server checks all of it again. */
export type Complaint =
  | 'empty'
  | 'wrong'
  | 'surname'
  | 'cpf'
  | 'cnpj'
  | 'length'
  | 'past'
  | 'brandRefused'
  | 'invalid'
  | 'empty3'
  | 'empty4'

type Rule = (value: string, values: CheckoutValues, today: Date) => Complaint | null

const MOBILE = /^\d{2}9\d{8}$/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

export const brandTyped = (number: string) => brandOfDigits(digitsOf(number))

export const cvvLengthOf = (number: string) => codeLengthOf(brandTyped(number))

/** By shape alone. A CNPJ may have letters in its first twelve places. */
export function documentKind(typed: string): 'cpf' | 'cnpj' | null {
  const plain = plainOf(typed)
  if (/^\d{11}$/.test(plain)) return 'cpf'
  return /^[0-9A-Z]{12}\d{2}$/.test(plain) ? 'cnpj' : null
}

const plainOf = (typed: string) => typed.replace(/[^0-9A-Za-z]/g, '').toUpperCase()

/** `08/29` and `08/2029` are August 2029; null for anything that is no month of a year. */
export function readExpiry(text: string): { month: number; year: number } | null {
  const [, month = '', year = ''] = /^(\d{2})\/(?:20)?(\d{2})$/.exec(text.trim()) ?? []
  const read = { month: Number(month), year: 2000 + Number(year) }
  return month !== '' && read.month >= 1 && read.month <= 12 ? read : null
}

export const RULES: Readonly<Record<CheckoutField, Rule>> = {
  name: (value) => {
    if (value.trim() === '') return 'empty'
    return value.trim().split(/\s+/).length < 2 ? 'surname' : null
  },
  email: (value) => {
    if (value.trim() === '') return 'empty'
    return EMAIL.test(value.trim()) ? null : 'wrong'
  },
  phone: (value) => {
    if (value.trim() === '') return 'empty'
    return MOBILE.test(digitsOf(value)) ? null : 'wrong'
  },
  document: (value) => {
    if (plainOf(value) === '') return 'empty'
    const kind = documentKind(value)
    if (kind === null) return 'length'
    return checkDigitsAgree(plainOf(value)) ? null : kind
  },
  number: (value) => {
    if (digitsOf(value) === '') return 'empty'
    if (!passesLuhn(digitsOf(value))) return 'wrong'
    const brand = brandTyped(value)
    return brand === null || isTaken(brand) ? null : 'brandRefused'
  },
  expiry: (value, _, today) => {
    if (value.trim() === '') return 'empty'
    const expiry = readExpiry(value)
    if (expiry === null) return 'wrong'
    // A card is good until the last day of its month; `month` counts from 1, Date's from 0.
    return new Date(expiry.year, expiry.month, 1) <= today ? 'past' : null
  },
  cvv: (value, { number }) => {
    const length = cvvLengthOf(number)
    if (digitsOf(value).length === length) return null
    return length === 4 ? 'empty4' : 'empty3'
  },
  holder: (value) => (value.trim().length < 2 ? 'empty' : null),
}
