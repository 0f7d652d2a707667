// lib/simulator/dialects/rede-refund.ts
import { nextEvening, offsetTimeOf, sameDay } from '../calendar'
import type { Said, World } from '../dialect'
import type { Entry } from '../entry'
import { refundsOf } from './rede-body'
import { said } from './rede-rules'

const DEADLINE_MS = 90 * 24 * 60 * 60_000

/** At once on the day of the sale, and of a Pix; the evening after for what is older. */
export function giveBack(entry: Entry, { ledger, now }: World, amount: number): Said {
  const { tid, nsu, method } = entry
  const forbidden = whyNot(entry, amount, now())
  if (forbidden !== null) return said(422, ...forbidden, { tid })
  const atOnce = method === 'pix' || sameDay(new Date(entry.createdAt), now())
  if (!ledger.giveBack(entry, amount, atOnce ? now() : nextEvening(now()))) {
    return said(422, '357', 'Sum of refunds exceeds the transaction.', { tid })
  }
  const refund = entry.refunds.at(-1)
  if (method === 'pix' && refund?.denied) return said(422, '3128', 'Return blocked.', { tid })
  const more = { tid, nsu, refundId: refund?.id, refundDateTime: offsetTimeOf(now()) }
  return atOnce && !refund?.denied
    ? said(201, '359', 'Refund successful.', more)
    : said(202, '360', 'Refund request has been successful.', more)
}

function whyNot(entry: Entry, amount: number, now: Date): [code: string, message: string] | null {
  switch (entry.status) {
    case 'voided':
    case 'refunded':
      return ['355', 'Transaction already canceled.']
    case 'refused':
    case 'waiting':
    case 'expired':
      return ['351', 'Refund forbidden.']
    case 'authorized':
      return amount === entry.amount ? null : ['365', 'Partial refund not available.']
    case 'captured': {
      const over = Date.parse(entry.createdAt) + DEADLINE_MS < now.getTime()
      return over ? ['354', 'Refund period is over.'] : null
    }
  }
}

export function listRefunds(entry: Entry, now: Date, refundId: string | undefined): Said {
  const refunds = refundsOf(entry, now)
  if (refundId === undefined) return { status: 200, body: { refunds } }
  const refund = refunds.find((each) => each.refundId === refundId)
  return refund ? { status: 200, body: refund } : said(404, '369', 'Refund not found.')
}
