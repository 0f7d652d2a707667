// lib/simulator/dialects/rede-body.ts
import { offsetTimeOf } from '../calendar'
import type { Entry } from '../entry'
import { qrCodeOf } from './rede-pix'

type Reader = {
  readonly merchant: string
  readonly now: () => Date
  /** Asked for with a header: what the brand itself said. */
  readonly opened: boolean
}

export const transactionOf = (entry: Entry, { opened }: Reader) => ({
  reference: entry.reference,
  tid: entry.tid,
  nsu: entry.nsu,
  authorizationCode: entry.arp,
  dateTime: offsetTimeOf(new Date(entry.createdAt)),
  amount: entry.amount,
  ...(entry.installments > 1 && { installments: entry.installments }),
  ...(entry.method === 'card' && { cardBin: entry.bin, last4: entry.last4 }),
  returnCode: codeOf(entry),
  returnMessage: MESSAGES[codeOf(entry)] ?? 'Not allowed.',
  ...(entry.method === 'card' && { brand: brandNodeOf(entry, opened) }),
})

const EXPIRED = '3036'
const MESSAGES: Readonly<Record<string, string>> = {
  '00': 'Success.',
  [EXPIRED]: 'QR code expired.',
}
const codeOf = ({ status, code }: Entry) => (status === 'expired' ? EXPIRED : code)

function brandNodeOf(entry: Entry, opened: boolean) {
  const { brandTid, transactionLinkId } = entry.extra
  return {
    name: entry.brand,
    ...(opened && { returnCode: entry.brandCode ?? (entry.code === '00' ? '00' : null) }),
    merchantAdviceCode: entry.adviceCode,
    authorizationCode: entry.arp,
    ...(brandTid && { brandTid }),
    ...(transactionLinkId && { transactionLinkId }),
  }
}

export function foundOf(entry: Entry, reader: Reader): object {
  const { eci } = entry.extra
  const captured = entry.method === 'card' && entry.capturedAt !== null
  return {
    requestDateTime: offsetTimeOf(reader.now()),
    authorization: {
      ...transactionOf(entry, reader),
      affiliation: reader.merchant,
      status: statusOf(entry, reader.now()),
      kind: entry.method === 'pix' ? 'Pix' : 'Credit',
      currency: 'BRL',
      ...(entry.statementName && { softDescriptor: entry.statementName }),
      ...(eci && { authorizationEci: eci }),
    },
    ...(captured && {
      capture: {
        dateTime: offsetTimeOf(new Date(entry.capturedAt ?? 0)),
        nsu: entry.nsu,
        amount: entry.capturedAmount,
      },
    }),
    refunds: refundsOf(entry, reader.now()),
    ...qrCodeOf(entry, reader.now()),
  }
}

const STATUS: Readonly<Record<Entry['status'], string>> = {
  waiting: 'Pending',
  authorized: 'Approved',
  captured: 'Approved',
  refused: 'Denied',
  voided: 'Canceled',
  refunded: 'Canceled',
  expired: 'Canceled',
}

/** What is given back, or let go, is still approved until the last of it is done. */
function statusOf(entry: Entry, now: Date) {
  const ended = entry.status === 'refunded' || entry.status === 'voided'
  const done = refundsOf(entry, now).every(({ status }) => status === 'Done')
  return ended && !done ? STATUS.captured : STATUS[entry.status]
}

export const refundsOf = ({ refunds }: Entry, now: Date) =>
  refunds.map(({ id, amount, at, doneAt, denied }) => {
    const ended = denied ? 'Denied' : 'Done'
    return {
      refundId: id,
      refundDateTime: offsetTimeOf(new Date(at)),
      amount,
      status: Date.parse(doneAt) <= now.getTime() ? ended : 'Processing',
    }
  })
