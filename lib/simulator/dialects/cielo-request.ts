// lib/simulator/dialects/cielo-request.ts
import type { Call } from '../dialect'

export type Complaint = { readonly Code: number; readonly Message: string }

type Node = Readonly<Record<string, unknown>>

/** One test of a request: what must hold, and what Cielo says when it does not. */
type Rule = readonly [holds: boolean, Code: number, Message: string]

const first = (rules: readonly Rule[]): Complaint | null => {
  const broken = rules.find(([holds]) => !holds)
  return broken === undefined ? null : { Code: broken[1], Message: broken[2] }
}

const nodeOf = (value: unknown): Node | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const absent = (value: unknown) => value === undefined || value === null || value === ''

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const KEY_LENGTH = 40
const ONE_PAYMENT = new Set(['Diners', 'Discover', 'JCB'])
const BRANDS = new Set(['Visa', 'Master', 'Amex', 'Elo', 'Aura', ...ONE_PAYMENT])
const INSTALLMENTS_MAX = 18

/** Who calls. A key that is not 40 long, or says INVALID, is nobody's: a rule of ours, to rehearse it. */
export function readMerchant({ headers }: Call): string | Complaint | 'unknown' {
  const id = textOf(headers.merchantid)
  const key = textOf(headers.merchantkey)
  const complaint = first([
    [id !== '', 101, 'MerchantId is required'],
    [GUID.test(id), 114, 'The provided MerchantId is not in correct format'],
    [key !== '', 131, 'MerchantKey is required'],
  ])
  if (complaint !== null) return complaint
  return key.length !== KEY_LENGTH || key.includes('INVALID') ? 'unknown' : id.toLowerCase()
}

export type CardNode = {
  readonly number: string
  readonly brand: string
  readonly expired: boolean
}

/** The card of a sale or of a zero auth. */
export function readCard(node: Node, now: Date): CardNode | Complaint {
  const number = textOf(node.CardNumber)
  const holder = textOf(node.Holder)
  const [, month = '', year = ''] = /^(\d{2})\/(\d{4})$/.exec(textOf(node.ExpirationDate)) ?? []
  const code = textOf(node.SecurityCode)
  const complaint = first([
    [!absent(node.CardNumber), 118, 'Credit Card Number is required'],
    [/^\d+$/.test(number), 177, 'Credit Card Number is invalid'],
    [number.length >= 13 && number.length <= 19, 128, 'Card Number length exceeded'],
    [holder.length <= 25, 117, 'Holder is invalid'],
    [/^[A-Za-z ]*$/.test(holder), 214, 'Credit Card Holder Must Have Only Letters'],
    [!absent(node.ExpirationDate), 125, 'Credit Card Expiration Date is required'],
    [/^(0[1-9]|1[0-2])$/.test(month), 126, 'Credit Card Expiration Date is invalid'],
    [endOf(year, month) > now, 126, 'Credit Card Expiration Date is invalid'],
    [absent(node.SecurityCode) || /^\d{3,4}$/.test(code), 146, 'SecurityCode length exceeded'],
    [!absent(node.Brand), 182, 'Credit Card Brand is required'],
    [BRANDS.has(textOf(node.Brand)), 185, 'Credit Card Brand is not supported'],
  ])
  return complaint ?? { number, brand: textOf(node.Brand), expired: false }
}

const endOf = (year: string, month: string) => new Date(Date.UTC(Number(year), Number(month), 1))

export type SaleNode = CardNode & {
  readonly reference: string
  readonly amount: number
  readonly installments: number
  readonly capture: boolean
  readonly statementName: string
}

/** POST /1/sales/ as the documentation has it; the first fault found is the answer. */
export function readSale(body: string, now: Date): SaleNode | Complaint {
  const sale = nodeOf(parse(body))
  if (sale === null) return { Code: 184, Message: 'Request could not be empty' }
  const payment = nodeOf(sale.Payment) ?? {}
  const order = textOf(sale.MerchantOrderId)
  const complaint = first([
    [!absent(sale.MerchantOrderId), 122, 'MerchantOrderId is required'],
    [/^[A-Za-z0-9]{1,50}$/.test(order), 107, 'MerchantOrderId length exceeded'],
    ...customerRules(nodeOf(sale.Customer)),
    [nodeOf(sale.Payment) !== null, 119, 'Payment is required'],
    ...paymentRules(payment),
    [nodeOf(payment.CreditCard) !== null, 124, 'Credit Card is required'],
  ])
  if (complaint !== null) return complaint
  const card = readCard(nodeOf(payment.CreditCard) ?? {}, now)
  if ('Code' in card) return card
  const installments = Number(payment.Installments)
  if (installments > 1 && ONE_PAYMENT.has(card.brand)) {
    return { Code: 186, Message: `${card.brand} does not take instalments` }
  }
  const { Amount: amount, Capture: capture = false } = payment
  return {
    ...card,
    reference: order,
    amount: Number(amount),
    installments,
    capture: capture === true,
    statementName: textOf(payment.SoftDescriptor),
  }
}

function customerRules(customer: Node | null): readonly Rule[] {
  if (customer === null) return []
  const name = textOf(customer.Name)
  const birth = customer.Birthdate
  return [
    [name.length <= 255 && /^[\p{L}\p{M} .'-]*$/u.test(name), 105, 'Customer Name is invalid'],
    [textOf(customer.Identity).length <= 14, 104, 'Customer Identity is invalid'],
    [absent(birth) || isDate(textOf(birth)), 183, 'Birthdate is invalid'],
  ]
}

const isDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

function paymentRules(payment: Node): readonly Rule[] {
  const { Amount, Installments, Capture, Currency, Country, Interest, Recurrent } = payment
  const parts = typeof Installments === 'number' ? Installments : 0
  const { SoftDescriptor } = payment
  const named = typeof SoftDescriptor === 'string' && /^[A-Za-z0-9 ]{1,13}$/.test(SoftDescriptor)
  const whole = Number.isSafeInteger(Amount) && Number(Amount) > 0
  return [
    [!absent(payment.Type), 102, 'Payment Type is required'],
    [payment.Type === 'CreditCard', 103, 'Payment Type is invalid'],
    [whole && String(Amount).length <= 15, 108, 'Amount must be greater than zero'],
    [absent(Currency) || Currency === 'BRL', 176, 'Currency is not supported'],
    [absent(Country) || Country === 'BRA', 112, 'Country is invalid'],
    [Number.isInteger(parts) && parts >= 1, 123, 'Installments must be greater or equal to one'],
    [parts <= INSTALLMENTS_MAX, 123, 'Installments exceed the limit'],
    [parts === 1 || Recurrent !== true, 179, 'Installments must be one when recurrent'],
    [absent(Interest) || ['ByMerchant', 'ByIssuer'].includes(textOf(Interest)), 186, 'Interest'],
    [Capture === undefined || typeof Capture === 'boolean', 184, 'Capture must be boolean'],
    [absent(SoftDescriptor) || named, 0, 'SoftDescriptor length exceeded'],
  ]
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
