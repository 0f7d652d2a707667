// lib/simulator/dialects/cielo-request.ts
import type { Call } from '../dialect'

export type Complaint = { readonly Code: number; readonly Message: string }

export type Node = Readonly<Record<string, unknown>>

/** One test of a request: what must hold, and what Cielo says when it does not. */
export type Rule = readonly [holds: boolean, Code: number, Message: string]

export const first = (rules: readonly Rule[]): Complaint | null => {
  const broken = rules.find(([holds]) => !holds)
  return broken === undefined ? null : { Code: broken[1], Message: broken[2] }
}

export const nodeOf = (value: unknown): Node | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null
export const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
export const absent = (value: unknown) => value === undefined || value === null || value === ''

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const KEY_LENGTH = 40
const ONE_PAYMENT = new Set(['Diners', 'Discover', 'JCB'])
const BRANDS = new Set(['Visa', 'Master', 'Amex', 'Elo', 'Aura', ...ONE_PAYMENT])
const INSTALLMENTS_MAX = 18
const TYPES = new Set(['CreditCard', 'Pix', 'Boleto'])

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

export type CardNode = { readonly number: string; readonly brand: string }

/** Finds a card that was kept for this merchant. */
export type FindKept = (token: string) => CardNode | null

/** The card of a sale, of a zero auth or to keep: its number, or a token of this merchant's. */
export function readCard(node: Node, now: Date, findKept: FindKept): CardNode | Complaint {
  if (!absent(node.CardToken)) return readToken(node, findKept)
  const number = textOf(node.CardNumber)
  const holder = textOf(node.Holder)
  const [, month = '', year = ''] = /^(\d{2})\/(\d{4})$/.exec(textOf(node.ExpirationDate)) ?? []
  const complaint = first([
    [!absent(node.CardNumber), 118, 'Credit Card Number is required'],
    [/^\d+$/.test(number), 177, 'Credit Card Number is invalid'],
    [number.length >= 13 && number.length <= 19, 128, 'Card Number length exceeded'],
    [holder.length <= 25, 117, 'Holder is invalid'],
    [/^[A-Za-z ]*$/.test(holder), 214, 'Credit Card Holder Must Have Only Letters'],
    [!absent(node.ExpirationDate), 125, 'Credit Card Expiration Date is required'],
    [/^(0[1-9]|1[0-2])$/.test(month), 126, 'Credit Card Expiration Date is invalid'],
    [endOf(year, month) > now, 126, 'Credit Card Expiration Date is invalid'],
    codeRule(node),
    ...brandRules(node),
  ])
  return complaint ?? { number, brand: textOf(node.Brand) }
}

function readToken(node: Node, findKept: FindKept): CardNode | Complaint {
  const complaint = first([
    [GUID.test(textOf(node.CardToken)), 130, 'Credit Card Token is invalid'],
    codeRule(node),
    ...brandRules(node),
  ])
  if (complaint !== null) return complaint
  const kept = findKept(textOf(node.CardToken).toLowerCase())
  if (kept === null) return { Code: 130, Message: 'Could not get Credit Card' }
  if (kept.brand !== node.Brand) return { Code: 182, Message: 'Brand is not the token’s' }
  return kept
}

const codeRule = ({ SecurityCode }: Node): Rule => [
  absent(SecurityCode) || /^\d{3,4}$/.test(textOf(SecurityCode)),
  146,
  'SecurityCode length exceeded',
]

const brandRules = ({ Brand }: Node): readonly Rule[] => [
  [!absent(Brand), 182, 'Credit Card Brand is required'],
  [BRANDS.has(textOf(Brand)), 185, 'Credit Card Brand is not supported'],
]

const endOf = (year: string, month: string) => new Date(Date.UTC(Number(year), Number(month), 1))

export type SaleNode = {
  readonly type: 'CreditCard' | 'Pix' | 'Boleto'
  readonly reference: string
  readonly amount: number
  readonly customer: Node | null
  readonly payment: Node
}

/** What every sale has, whatever it is paid with; the first fault found is the answer. */
export function readSale(body: string): SaleNode | Complaint {
  const sale = nodeOf(parse(body))
  if (sale === null) return { Code: 184, Message: 'Request could not be empty' }
  const payment = nodeOf(sale.Payment) ?? {}
  const order = textOf(sale.MerchantOrderId)
  const customer = nodeOf(sale.Customer)
  const { Type, Amount, Currency, Country } = payment
  const whole = Number.isSafeInteger(Amount) && Number(Amount) > 0
  const complaint = first([
    [!absent(sale.MerchantOrderId), 122, 'MerchantOrderId is required'],
    [/^[A-Za-z0-9]{1,50}$/.test(order), 107, 'MerchantOrderId length exceeded'],
    ...customerRules(customer),
    [nodeOf(sale.Payment) !== null, 119, 'Payment is required'],
    [!absent(Type), 102, 'Payment Type is required'],
    [TYPES.has(textOf(Type)), 103, 'Payment Type is invalid'],
    [whole && String(Amount).length <= 15, 108, 'Amount must be greater than zero'],
    [absent(Currency) || Currency === 'BRL', 176, 'Currency is not supported'],
    [absent(Country) || Country === 'BRA', 112, 'Country is invalid'],
  ])
  if (complaint !== null) return complaint
  const type = textOf(Type) as SaleNode['type']
  return { type, reference: order, amount: Number(Amount), customer, payment }
}

export type ChargeNode = CardNode & {
  readonly installments: number
  readonly capture: boolean
  readonly save: boolean
  readonly statementName: string
  readonly byIssuer: boolean
  /** As the shop's own 3-D Secure server found it. */
  readonly eci: string
}

/** The card's part of a sale. */
export function readCharge(
  { payment }: SaleNode,
  now: Date,
  findKept: FindKept,
): ChargeNode | Complaint {
  const own = nodeOf(payment.CreditCard)
  const complaint = first([
    ...chargeRules(payment),
    [own !== null, 124, 'Credit Card is required'],
    ...recurrentRules(payment, own ?? {}),
  ])
  if (complaint !== null) return complaint
  const card = readCard(own ?? {}, now, findKept)
  if ('Code' in card) return card
  const installments = Number(payment.Installments)
  if (installments > 1 && ONE_PAYMENT.has(card.brand)) {
    return { Code: 186, Message: `${card.brand} does not take instalments` }
  }
  return {
    ...card,
    installments,
    capture: payment.Capture === true,
    save: own?.SaveCard === true,
    statementName: textOf(payment.SoftDescriptor),
    byIssuer: payment.Interest === 'ByIssuer',
    eci: textOf(nodeOf(payment.ExternalAuthentication)?.Eci),
  }
}

function customerRules(customer: Node | null): readonly Rule[] {
  if (customer === null) return []
  const { Identity, IdentityType, Birthdate: birth } = customer
  const name = textOf(customer.Name)
  return [
    [name.length <= 255 && /^[\p{L}\p{M} .'-]*$/u.test(name), 105, 'Customer Name is invalid'],
    [textOf(Identity).length <= 14, 104, 'Customer Identity is invalid'],
    [absent(IdentityType) || /^(CPF|CNPJ)$/i.test(textOf(IdentityType)), 104, 'IdentityType'],
    [textOf(customer.Email).length <= 255, 156, 'Customer Email length exceeded'],
    [absent(birth) || isDate(textOf(birth)), 183, 'Birthdate is invalid'],
  ]
}

export const isDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

function chargeRules(payment: Node): readonly Rule[] {
  const { Installments, Capture, Interest, Recurrent, SoftDescriptor } = payment
  const parts = typeof Installments === 'number' ? Installments : 0
  const named = typeof SoftDescriptor === 'string' && /^[A-Za-z0-9 ]{1,13}$/.test(SoftDescriptor)
  const authentication = nodeOf(payment.ExternalAuthentication)
  return [
    [Number.isInteger(parts) && parts >= 1, 123, 'Installments must be greater or equal to one'],
    [parts <= INSTALLMENTS_MAX, 123, 'Installments exceed the limit'],
    [parts === 1 || Recurrent !== true, 179, 'Installments must be one when recurrent'],
    [absent(Interest) || ['ByMerchant', 'ByIssuer'].includes(textOf(Interest)), 186, 'Interest'],
    [Capture === undefined || typeof Capture === 'boolean', 184, 'Capture must be boolean'],
    [absent(SoftDescriptor) || named, 0, 'SoftDescriptor length exceeded'],
    [
      payment.Authenticate !== true || !absent(authentication?.Eci),
      0,
      'ExternalAuthentication is required',
    ],
    [payment.Authenticate !== true || Recurrent !== true, 186, 'Recurrent is not authenticated'],
  ]
}

const USAGES = new Set(['First', 'Used'])
const REASONS = new Set(['Recurring', 'Unscheduled', 'Installments'])

/** Since 2026 Mastercard wants to know who started the charge of a kept card, and what it follows. */
function recurrentRules(payment: Node, card: Node): readonly Rule[] {
  const onFile = nodeOf(card.CardOnFile)
  const { Category, Subcategory } = nodeOf(payment.InitiatedTransactionIndicator) ?? {}
  const master = card.Brand === 'Master' && (payment.Recurrent === true || !absent(card.CardToken))
  const linked = /^.{22}$/.test(textOf(payment.TransactionLinkId))
  const usage = USAGES.has(textOf(onFile?.Usage)) && REASONS.has(textOf(onFile?.Reason))
  const marked = /^(C1|M1|M2)$/.test(textOf(Category)) && !absent(Subcategory)
  return [
    [onFile === null || usage, 0, 'CardOnFile is invalid'],
    [!master || marked, 0, 'InitiatedTransactionIndicator is required'],
    [!master || Category !== 'M1' || linked, 0, 'TransactionLinkId is required'],
  ]
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
