// components/checkout/field-rules.ts
import { ACCEPTED_BRANDS, brandOf, CARD_BRANDS, passesLuhn } from '@/lib/kernel/card-brand'
import { isTaxId, normalizeTaxId, taxIdKind } from '@/lib/kernel/tax-id'
import type { CheckoutField, CheckoutValues } from './checkout-values'
import { digitsOf } from './masks'

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

const MOBILE_DIGITS = 11
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

export const brandTyped = (number: string) => brandOf(digitsOf(number))

export function cvvLengthOf(number: string): 3 | 4 {
  const brand = brandTyped(number)
  return brand === null ? 3 : CARD_BRANDS[brand].cvvLength
}

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
    return digitsOf(value).length === MOBILE_DIGITS && digitsOf(value)[2] === '9' ? null : 'wrong'
  },
  document: (value) => {
    const typed = normalizeTaxId(value)
    if (typed === '') return 'empty'
    const kind = taxIdKind(typed)
    if (kind === null) return 'length'
    return isTaxId(typed) ? null : kind
  },
  number: (value) => {
    if (digitsOf(value) === '') return 'empty'
    if (!passesLuhn(digitsOf(value))) return 'wrong'
    const brand = brandTyped(value)
    return brand === null || ACCEPTED_BRANDS.includes(brand) ? null : 'brandRefused'
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
