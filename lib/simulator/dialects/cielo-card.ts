// lib/simulator/dialects/cielo-card.ts
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Call, Forced, Said } from '../dialect'
import { NOT_FOUND, type Own, refuse, viewOf } from './cielo-answer'
import {
  type CardNode,
  type FindKept,
  parse,
  readCard,
  readCharge,
  type SaleNode,
} from './cielo-request'

/** The sandbox's rule: the last digit of the card decides. 9 is left to luck. */
const CODE_BY_LAST_DIGIT: Readonly<Record<string, string>> = {
  2: '05',
  3: '57',
  5: '78',
  6: '99',
  7: '77',
  8: '70',
}
const APPROVALS = new Set(['4', '6', '00', '0', '11'])
const ZERO_AUTH_BRANDS = new Set(['Visa', 'Master', 'Elo'])

const keptOf = ({ shelf }: Own) => shelf('cielo.cards')

const finder =
  (own: Own): FindKept =>
  (token) =>
    (keptOf(own).get(`${own.merchant} ${token}`) as CardNode | undefined) ?? null

/** Of a card only what a charge needs here is remembered: its first six and its last four. */
function keep(own: Own, { number, brand }: CardNode): string {
  const token = randomUUID()
  const masked = number.slice(0, 6).padEnd(number.length - 4, '0') + number.slice(-4)
  keptOf(own).set(`${own.merchant} ${token}`, { number: masked, brand } satisfies CardNode)
  return token
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What the network calls an approval; only Mastercard links later ones to it. */
const networkIds = (brand: string): Readonly<Record<string, string>> => ({
  ...(ZERO_AUTH_BRANDS.has(brand) && {
    IssuerTransactionId: String(randomInt(1, 9)) + String(randomInt(1e13)).padStart(14, '0'),
  }),
  ...(brand === 'Master' && {
    TransactionLinkId: Array.from(randomBytes(22), (byte) => LETTERS[byte % LETTERS.length]).join(
      '',
    ),
  }),
})

export function charge(sale: SaleNode, own: Own, forced: Forced | null): Said {
  const { ledger, now, merchant } = own
  const { reference, amount } = sale
  const card = readCharge(sale, now(), finder(own))
  if ('Code' in card) return refuse(card)
  const { brand, number, installments, statementName } = card
  const code = forced?.code ?? codeOf(number)
  const approved = APPROVALS.has(code)
  const extra = {
    ...(approved && networkIds(brand)),
    ...(card.eci && { eci: card.eci }),
    ...(card.byIssuer && { interest: 'ByIssuer' }),
    ...(card.save && approved && { CardToken: keep(own, card) }),
  }
  const adviceCode = brand === 'Master' ? (forced?.adviceCode ?? null) : null
  const known = { acquirer: 'cielo', merchant, reference, amount, installments, code, brand }
  const more = { cardNumber: number, approved, statementName, adviceCode, extra }
  const entry = ledger.add({ ...known, ...more })
  entry.unfinished = forced === null && code === '99'
  if (approved && card.capture) ledger.capture(entry, amount)
  return { status: 201, body: viewOf(entry, now()) }
}

function codeOf(number: string): string {
  const digit = number.slice(-1)
  if (digit === '9') return Math.random() < 0.5 ? '4' : '99'
  return CODE_BY_LAST_DIGIT[digit] ?? '4'
}

const bodyOf = ({ body }: Call) => {
  const node = parse(body)
  return typeof node === 'object' && node !== null ? { ...node } : null
}
const EMPTY = refuse({ Code: 184, Message: 'Request could not be empty' })

export function zeroAuth(call: Call, own: Own, forced: Forced | null): Said {
  const node = bodyOf(call)
  if (node === null) return EMPTY
  const card = readCard(node, own.now(), finder(own))
  if ('Code' in card) return refuse(card)
  if (!ZERO_AUTH_BRANDS.has(card.brand)) return refuse({ Code: 57, Message: 'Bandeira inválida' })
  if (forced !== null && SWITCHED_OFF.has(forced.code)) {
    return refuse({ Code: Number(forced.code), Message: 'Zero Dollar Auth is not enabled' })
  }
  const valid = forced === null && /^5\d*0$|4$/.test(card.number)
  const ReturnCode = valid ? '00' : (forced?.code ?? '57')
  const ReturnMessage = valid ? 'Transacao autorizada' : 'Autorizacao negada'
  const MerchantAdviceCode = card.brand === 'Master' ? (forced?.adviceCode ?? null) : null
  const ids = valid ? networkIds(card.brand) : {}
  return {
    status: 200,
    body: { Valid: valid, ReturnCode, ReturnMessage, MerchantAdviceCode, ...ids },
  }
}

/** Zero auth, BIN query: each is switched on by Cielo's support. */
const SWITCHED_OFF = new Set(['322', '323', '389'])

export function keepCard(call: Call, own: Own, forced: Forced | null): Said {
  const node = bodyOf(call)
  if (node === null) return EMPTY
  const card = readCard(node, own.now(), () => null)
  if ('Code' in card) return refuse(card)
  if (forced !== null) return refuse({ Code: Number(forced.code), Message: 'Card was not kept' })
  return { status: 201, body: { CardToken: keep(own, card), Links: [] } }
}

export function findKept({ path }: Call, own: Own): Said {
  const card = finder(own)((path.split('/')[3] ?? '').toLowerCase())
  if (card === null) return NOT_FOUND
  const CardNumber = `${card.number.slice(0, 6)}******${card.number.slice(-4)}`
  return { status: 200, body: { CardNumber, Brand: card.brand } }
}

const PROVIDERS: Readonly<Record<string, string>> = { 3: 'AMEX', 5: 'MASTERCARD', 6: 'DISCOVER' }
const CARD_TYPES: Readonly<Record<string, string>> = { 3: 'Débito', 5: 'Crédito', 7: 'Crédito' }
const BIN_STATUS: Readonly<Record<string, string>> = { 2: '01', 3: '02' }
const ISSUERS: Readonly<Record<string, readonly [string, string]>> = {
  1: ['Caixa Economica Federal', '104'],
  2: ['Banco do Brasil', '001'],
}

/** The sandbox makes the answer up from the digits. */
export function findBin({ path }: Call, forced: Forced | null): Said {
  const bin = path.split('/')[3] ?? ''
  if (!/^\d{6,9}$/.test(bin)) return refuse({ Code: 177, Message: 'BIN is invalid' })
  if (forced !== null && SWITCHED_OFF.has(forced.code)) {
    return refuse({ Code: Number(forced.code), Message: 'BIN query is not enabled' })
  }
  const [brand = '', type = '', country = '', company = '', status = '', bank = ''] = bin
  const [Issuer, IssuerCode] = ISSUERS[bank] ?? ['Bradesco', '237']
  return {
    status: 200,
    body: {
      Status: forced?.code ?? BIN_STATUS[status] ?? '00',
      Provider: PROVIDERS[brand] ?? 'VISA',
      CardType: CARD_TYPES[type] ?? 'Multiplo',
      ForeignCard: country !== '1',
      CorporateCard: company === '1',
      Issuer,
      IssuerCode,
      Prepaid: type === '7',
    },
  }
}
