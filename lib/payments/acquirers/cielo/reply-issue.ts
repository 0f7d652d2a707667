// lib/payments/acquirers/cielo/reply-issue.ts
import { instantAt, type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import { centavos } from '@/lib/kernel/money'
import type { HttpReply } from '@/lib/platform/http'
import type { Issued, IssueRequest } from '../../acquirer'
import type { Answer } from '../../outcome'
import { contradicts } from '../../read-json'
import { foundOf, type Payment, readPayment, tidOf, voucherOf } from './reply'

/** A voucher that cannot be paid was not issued, whatever the status says: it is asked about. */
export function readIssued(
  reply: HttpReply,
  request: Pick<IssueRequest, 'reference' | 'method' | 'amount'>,
  expiresAt: Date,
): Answer<Issued> {
  const read = readPayment(reply, { reference: request.reference, named: true })
  if (read.kind !== 'payment') return read
  const { payment } = read
  const found = foundOf(payment)
  if (found.kind === 'refused' || found.kind === 'unknown') return found
  if (found.kind === 'expired') return { kind: 'unknown', cause: `status ${payment.Status}` }
  if (found.kind !== 'waiting') return contradicts(`a new ${request.method} is ${found.kind}`)
  const voucher = voucherOf(payment)
  if (voucher === null || voucher.kind !== request.method) {
    return contradicts(`a ${request.method} without what it is paid with`)
  }
  if (payment.Amount !== request.amount) {
    return contradicts(`${payment.Amount} instead of ${request.amount}`)
  }
  return {
    kind: 'done',
    value: {
      acquirerId: payment.PaymentId,
      tid: tidOf(payment),
      nsu: payment.ProofOfSale,
      returnCode: payment.ReturnCode,
      amount: centavos(payment.Amount),
      voucher,
      expiresAt: lastMoment(payment, expiresAt),
    },
  }
}

/** A boleto is good until the end of the day it says; Cielo does not repeat a Pix's life. */
function lastMoment({ ExpirationDate: said }: Payment, asked: Date): Date {
  const [, day] = /^(\d{4}-\d{2}-\d{2})/.exec(said) ?? []
  if (day === undefined || day === localDateOf(asked)) return asked
  return instantAt(day as LocalDate, '23:59')
}
