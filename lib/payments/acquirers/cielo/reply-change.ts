// lib/payments/acquirers/cielo/reply-change.ts
import { z } from 'zod'
import type { Centavos } from '@/lib/kernel/money'
import type { HttpReply } from '@/lib/platform/http'
import type { RefundState, RefundTarget } from '../../acquirer'
import type { Answer, Confirmation } from '../../outcome'
import { readJson, readTransport, unreadable } from '../../read-json'
import { SILENT_CODES, UNKNOWN_CODES } from './codes'
import { isSetup, readComplaint } from './errors'
import { foundOf, isPending, readPayment, text } from './reply'
import { meaningOfUndo } from './undo-codes'

const Changed = z.object({
  Status: z.number().int(),
  ReasonCode: z.number().int().nullish(),
  ReturnCode: text,
  ReturnMessage: text,
})
type Changed = z.infer<typeof Changed>

export type Change = 'capture' | 'void' | 'refund'

/** A capture answers 2, a void 10 or 11. A refusal comes as HTTP 400 with a list of errors. */
export function readChanged(
  reply: HttpReply,
  change: Change,
  confirmed: Centavos,
): Answer<Confirmation> {
  const failed = readTransport(reply)
  if (failed !== null) return failed
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.kind }
  const changed = Changed.safeParse(readJson(reply.body))
  if (reply.status < 400 && changed.success) return judge(changed.data, change, confirmed)

  const complaint = readComplaint(reply.body)
  if (complaint !== null && reply.status >= 400) {
    return isSetup(complaint)
      ? { kind: 'not_sent', cause: `http_${reply.status} ${complaint.code}` }
      : refuse(change, complaint.code, complaint.message)
  }
  return reply.status >= 400
    ? { kind: 'not_sent', cause: `http_${reply.status}` }
    : unreadable(reply)
}

const SCHEDULED = 8
const CAPTURED = 2
const NOT_FINISHED = 0

function judge(said: Changed, change: Change, confirmed: Centavos): Answer<Confirmation> {
  const { Status, ReturnCode: code, ReturnMessage: message } = said
  const value = { confirmed }
  if (change === 'capture') {
    if (Status === NOT_FINISHED) return { kind: 'unknown', cause: `status 0, code ${code}` }
    return Status === CAPTURED ? { kind: 'done', value } : refuse(change, code, message)
  }
  if (Status === 10 || Status === 11) return { kind: 'done', value }
  const made = code === '' ? null : meaningOfUndo(code) === 'done'
  // The sale stays paid while a part, or all of a Pix, goes back: then the code alone speaks.
  if (change === 'refund' && Status === CAPTURED && made) {
    return {
      kind: 'done',
      value: said.ReasonCode === SCHEDULED ? { ...value, later: true } : value,
    }
  }
  if (made !== false) return { kind: 'unknown', cause: `status ${Status}, code ${code}` }
  return refuse(change, code, message)
}

function refuse(change: Change, code: string, message: string): Answer<never> {
  if (UNKNOWN_CODES.has(code) || (change === 'capture' && SILENT_CODES.has(code))) {
    return { kind: 'unknown', cause: code }
  }
  if (change !== 'capture') {
    const meaning = meaningOfUndo(code)
    // An authorisation that is gone already may be gone by this very request.
    if (meaning === 'silent' || meaning === 'done' || (meaning === 'gone' && change === 'void')) {
      return { kind: 'unknown', cause: code }
    }
  }
  return { kind: 'refused', refusal: { code, reason: 'not_processed', message } }
}

/** Cielo names no refund: the last of that amount is meant. Without its list, only the whole tells. */
export function readRefund(reply: HttpReply, { amount }: RefundTarget): RefundState {
  const read = readPayment(reply, null)
  if (read.kind !== 'payment') return 'unknown'
  const { Refunds: refunds } = read.payment
  if (refunds) {
    const last = refunds.findLast((each) => each.Amount === amount)
    if (last === undefined) return 'never_seen'
    if (isPending(last.Status)) return 'processing'
    return last.Status === 3 ? 'done' : last.Status === 4 ? 'denied' : 'unknown'
  }
  const found = foundOf(read.payment)
  return found.kind === 'refunded' && found.refunded >= amount ? 'done' : 'unknown'
}
