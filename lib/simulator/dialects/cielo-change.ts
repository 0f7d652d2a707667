// lib/simulator/dialects/cielo-change.ts
import type { Call, Forced, Said } from '../dialect'
import type { Entry } from '../ledger'
import { changed, NOT_FOUND, type Own, refuse, statusOf } from './cielo-answer'

const DAY_MS = 24 * 60 * 60_000
const CAPTURE_MS = { master: 7 * DAY_MS, other: 15 * DAY_MS }
/** Since September 2026: longer where it was sold in instalments. A Pix: 90 days. */
const UNDO_MS = { once: 330 * DAY_MS, instalments: 690 * DAY_MS, pix: 90 * DAY_MS }
const PIX_REFUND_MS = 3_000

export function change({ path, query }: Call, own: Own, forced: Forced | null): Said {
  const [, , , ...rest] = path.split('/')
  const byOrder = rest[0] === 'OrderId'
  const [name = '', verb] = byOrder ? rest.slice(1) : rest
  const { ledger, merchant } = own
  const entry = byOrder
    ? ledger.allOf({ acquirer: 'cielo', merchant, reference: name }).at(-1) // The newest alone.
    : ledger.byKey('cielo', name)
  if (entry === undefined || entry.merchant !== merchant) return NOT_FOUND
  const asked = query.get('amount')
  if (asked !== null && !/^[1-9]\d*$/.test(asked)) {
    return refuse({ Code: 108, Message: 'Amount must be greater than zero' })
  }
  const amount = asked === null ? null : Number(asked)
  if (forced !== null) return refused(entry, own, forced)
  if (verb === 'capture') return capture(entry, own, amount ?? entry.amount)
  return verb === 'void' ? undo(entry, own, amount) : NOT_FOUND
}

/** Errors of the interface come as a list; what a void says of itself comes with the sale. */
function refused(entry: Entry, own: Own, { code }: Forced): Said {
  const number = Number(code)
  if ((number >= 300 && number < 400) || number > 800) {
    return refuse({ Code: number, Message: 'Not possible' })
  }
  return denied(entry, own, code, 'Not possible')
}

const denied = (entry: Entry, { now }: Own, ReturnCode: string, ReturnMessage: string): Said =>
  changed(entry, { Status: statusOf(entry, now()), ReturnCode }, { ReasonCode: 7, ReturnMessage })

function capture(entry: Entry, { ledger, now }: Own, amount: number): Said {
  const ageMs = now().getTime() - Date.parse(entry.createdAt)
  const late = ageMs > (entry.brand === 'Master' ? CAPTURE_MS.master : CAPTURE_MS.other)
  if (entry.status !== 'authorized') {
    return refuse({ Code: 308, Message: 'Transaction not available to capture' })
  }
  if (late) return refuse({ Code: 843, Message: 'Capture deadline is over' })
  if (!ledger.capture(entry, amount)) return refuse({ Code: 842, Message: 'Amount above the sale' })
  return changed(entry, { Status: statusOf(entry, now()), ReturnCode: '6' })
}

function undo(entry: Entry, own: Own, asked: number | null): Said {
  const { now, undoPauseMs } = own
  const last = entry.refunds.at(-1)
  const open = entry.status === 'authorized' || entry.status === 'captured'
  if (last !== undefined && open && now().getTime() - Date.parse(last.at) < undoPauseMs) {
    return denied(entry, own, '223', 'Solicitacao em processamento')
  }
  if (entry.method === 'boleto') {
    return refuse({ Code: 310, Message: 'Operation not supported for boleto' })
  }
  if (entry.status === 'waiting') return withdraw(entry, own)
  if (!open) return refuse({ Code: 309, Message: 'Transaction not available to void' })
  const ageMs = now().getTime() - Date.parse(entry.capturedAt ?? entry.createdAt)
  if (ageMs > UNDO_MS[termOf(entry)]) return denied(entry, own, '101', 'Prazo excedido')
  return giveBack(entry, own, asked)
}

const termOf = ({ method, installments }: Entry) =>
  method === 'pix' ? 'pix' : installments > 1 ? 'instalments' : 'once'

/** A Pix that nobody paid yet is taken back; the answer is the documented sample's. */
function withdraw(entry: Entry, { ledger }: Own): Said {
  ledger.withdraw(entry)
  return changed(entry, { Status: 2, ReturnCode: '0' }, { ReasonCode: 8 })
}

function giveBack(entry: Entry, own: Own, asked: number | null): Said {
  const { ledger, now } = own
  const uncaptured = entry.status === 'authorized'
  const left = uncaptured ? entry.amount : entry.capturedAmount - entry.refundedAmount
  const amount = asked ?? left
  const pix = entry.method === 'pix'
  const doneAt = pix ? new Date(now().getTime() + PIX_REFUND_MS) : now()
  if (amount > left || (uncaptured && amount !== left) || !ledger.giveBack(entry, amount, doneAt)) {
    return refuse({ Code: 312, Message: 'Transaction not available to refund' })
  }
  if (pix) return changed(entry, { Status: 2, ReturnCode: '0' }, { ReasonCode: 8 })
  if (entry.refunds.at(-1)?.denied) {
    entry.refunds.pop() // A card's is denied at once.
    return denied(entry, own, '43', 'Saldo insuficiente')
  }
  if (amount < left) return changed(entry, { Status: 2, ReturnCode: '9' })
  return changed(entry, { Status: statusOf(entry, now()), ReturnCode: '9' })
}
