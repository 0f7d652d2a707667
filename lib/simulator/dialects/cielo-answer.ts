// lib/simulator/dialects/cielo-answer.ts
import { localDateOf } from '@/lib/kernel/calendar'
import { sameDay, wallClockOf } from '../calendar'
import type { Said, World } from '../dialect'
import type { Entry } from '../ledger'
import type { Complaint } from './cielo-request'

export type Own = World & { readonly merchant: string }

export const refuse = (...complaints: readonly Complaint[]): Said => ({
  status: 400,
  body: complaints,
})
export const NOT_FOUND: Said = { status: 404, body: null }

/** Cielo looks for its own unfinished sales after five minutes; nobody had approved this one. */
const UNFINISHED_MS = 5 * 60_000

/** `waiting` is 1 of a boleto; nothing documented says that an unpaid one ever leaves it. */
const STATUS: Readonly<Record<Entry['status'], number>> = {
  waiting: 12,
  expired: 12,
  authorized: 1,
  captured: 2,
  refused: 3,
  voided: 10,
  refunded: 11,
}
const WITHDRAWN = 13
const ISSUED = 1

/** 10 until the end of the day, 11 afterwards; a Pix stays paid until the last of it went back. */
export function statusOf(entry: Entry, now: Date): number {
  const { status, method } = entry
  if (entry.unfinished) {
    return now.getTime() - Date.parse(entry.createdAt) < UNFINISHED_MS ? 0 : STATUS.refused
  }
  if (method !== 'card') return statusOfVoucher(entry)
  const today = entry.capturedAt !== null && sameDay(new Date(entry.capturedAt), now)
  return status === 'refunded' && today ? STATUS.voided : STATUS[status]
}

function statusOfVoucher({ status, method, refunds }: Entry): number {
  if (status === 'refused' || status === 'voided') return WITHDRAWN
  if (status === 'refunded' && refunds.some(({ told }) => !told)) return STATUS.captured
  if (method === 'boleto' && (status === 'waiting' || status === 'expired')) return ISSUED
  return STATUS[status]
}

type Change = { readonly Status: number; readonly ReturnCode: string }
type Spoken = { readonly ReasonCode?: number; readonly ReturnMessage?: string }

export function changed(
  entry: Entry,
  { Status, ReturnCode }: Change,
  { ReasonCode = 0, ReturnMessage = 'Operation Successful' }: Spoken = {},
): Said {
  return {
    status: 200,
    body: {
      Status,
      ReasonCode,
      ReasonMessage: REASONS[ReasonCode] ?? 'Successful',
      ProviderReturnCode: ReturnCode,
      ReturnCode,
      ReturnMessage,
      Tid: entry.tid,
      ProofOfSale: entry.nsu,
      AuthorizationCode: entry.arp,
    },
  }
}

const REASONS: Readonly<Record<number, string>> = { 7: 'Denied', 8: 'Scheduled', 9: 'Waiting' }

/** Of a refund: 1 and 2 are on their way, 3 is done, 4 denied. */
const refundsOf = ({ refunds, method }: Entry) =>
  refunds.map(({ amount, at, denied, told }) => ({
    Amount: amount,
    Status: told ? (denied ? 4 : 3) : method === 'pix' ? 1 : 2,
    ReceivedDate: at.replace('Z', ''),
  }))

/** What went back, not what is on its way. */
const voidedAmount = ({ refunds, method, refundedAmount }: Entry) =>
  method === 'pix'
    ? refunds.reduce((sum, { amount, denied, told }) => (told && !denied ? sum + amount : sum), 0)
    : refundedAmount

export const viewOf = (entry: Entry, now: Date) => ({
  MerchantOrderId: entry.reference,
  AcquirerOrderId: entry.reference,
  Payment: {
    PaymentId: entry.key,
    Amount: entry.amount,
    CapturedAmount: entry.capturedAmount,
    VoidedAmount: voidedAmount(entry),
    Currency: 'BRL',
    Country: 'BRA',
    ProofOfSale: entry.nsu,
    Status: statusOf(entry, now),
    ReturnCode: entry.code === '4' && entry.capturedAmount > 0 ? '6' : entry.code,
    ReturnMessage: entry.status === 'refused' ? 'Not Authorized' : 'Operation Successful',
    ReceivedDate: wallClockOf(new Date(entry.createdAt)),
    ...(entry.capturedAt !== null && { CapturedDate: wallClockOf(new Date(entry.capturedAt)) }),
    ...(entry.refunds.length > 0 && { Refunds: refundsOf(entry) }),
    ...(entry.method === 'card' ? cardOf(entry) : voucherOf(entry)),
  },
})

const cardOf = (entry: Entry) => {
  const { CardToken } = entry.extra
  return {
    Type: 'CreditCard',
    Installments: entry.installments,
    Interest: entry.extra.interest ?? 'ByMerchant',
    Capture: entry.capturedAmount > 0,
    Authenticate: entry.extra.eci !== undefined,
    Recurrent: false,
    CreditCard: {
      CardNumber: `${entry.bin}******${entry.last4}`,
      Brand: entry.brand,
      ...(CardToken && { CardToken, SaveCard: true }),
    },
    Tid: entry.tid,
    AuthorizationCode: entry.arp,
    ECI: entry.extra.eci ?? '7',
    MerchantAdviceCode: entry.adviceCode,
    IssuerTransactionId: entry.extra.IssuerTransactionId ?? null,
    TransactionLinkId: entry.extra.TransactionLinkId ?? null,
    ...(entry.statementName && { SoftDescriptor: entry.statementName }),
  }
}

function voucherOf(entry: Entry) {
  const { extra } = entry
  if (entry.method === 'boleto') {
    const due = entry.expiresAt === null ? '' : localDateOf(new Date(entry.expiresAt))
    const { provider, url, number, barcode, line } = extra
    return {
      Type: 'Boleto',
      Provider: provider,
      Url: url,
      Number: number,
      BarCodeNumber: barcode,
      DigitableLine: line,
      ExpirationDate: due,
    }
  }
  const { capturedAt, key } = entry
  return {
    Type: 'Pix',
    Provider: 'Cielo2',
    AcquirerTransactionId: extra.txid,
    SentOrderId: extra.txid,
    ...(extra.copyPaste && { QrCodeString: extra.copyPaste }),
    ...(capturedAt !== null && { EndToEndId: endToEndOf(capturedAt, key) }),
  }
}

/** `E`, eight digits of the bank, the minute, eleven of its own. */
const endToEndOf = (at: string, key: string) =>
  `E00000000${at.replace(/\D/g, '').slice(0, 12)}${key.replace(/-/g, '').slice(0, 11)}`
