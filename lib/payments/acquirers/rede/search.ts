// lib/payments/acquirers/rede/search.ts
import { z } from 'zod'
import { centavos } from '@/lib/kernel/money'
import type { HttpReply } from '@/lib/platform/http'
import type { RefundState, RefundTarget } from '../../acquirer'
import type { Found } from '../../outcome'
import { causeOf, readJson, readTransport, unreadable } from '../../read-json'
import { NEVER_SEEN, QR_EXPIRED } from './codes'
import { QrCode, voucherOf } from './pix'
import { approvalOf, otherReference, refusalOf, Transaction, text } from './reply'

const Refund = z.object({
  refundId: text,
  refundDateTime: text,
  status: z.enum(['Done', 'Denied', 'Processing']),
  amount: z.number().int(),
})

const Search = z.object({
  authorization: Transaction.extend({
    status: z.enum(['Approved', 'Denied', 'Canceled', 'Pending']),
    kind: text,
    qrCodeResponse: QrCode.nullish(),
  }).nullish(),
  capture: z.object({ amount: z.number().int() }).nullish(),
  refunds: z.array(Refund).nullish(),
  qrCodeResponse: QrCode.nullish(),
  returnCode: z.string().nullish(),
})
type Search = z.infer<typeof Search>
type Authorization = NonNullable<Search['authorization']>

export function readSearch(reply: HttpReply, reference: string): Found {
  const search = readQuery(reply, Search)
  if ('kind' in search) return search
  const { authorization, returnCode } = search
  if (returnCode === NEVER_SEEN) return { kind: 'never_seen' }
  if (!authorization) return { kind: 'unknown', cause: `code ${returnCode}` }
  if (authorization.reference !== reference) {
    return otherReference(authorization.reference, reference)
  }
  return authorization.kind.toLowerCase() === 'pix'
    ? readPix(search, authorization)
    : readCard(search, authorization)
}

function readCard(search: Search, authorization: Authorization): Found {
  const { capture } = search
  const taken = capture?.amount ?? 0
  const known = { approval: approvalOf(authorization), ...sumsOf(search, taken) }
  switch (authorization.status) {
    case 'Approved':
      return { kind: capture ? 'captured' : 'authorized', ...known }
    case 'Denied':
      return { kind: 'refused', refusal: refusalOf(authorization) }
    case 'Canceled':
      return { kind: capture ? 'refunded' : 'voided', ...known }
    case 'Pending':
      return { kind: 'unknown', cause: 'pending' }
  }
}

/** A Pix has no capture: approved, the money is there; pending, nobody paid it yet. */
function readPix(search: Search, authorization: Authorization): Found {
  const { status, returnCode } = authorization
  const approval = approvalOf(authorization)
  const none = { approval, ...sumsOf(search, 0) }
  const paid = { approval, ...sumsOf(search, approval.amount) }
  if (status === 'Approved') return { kind: 'captured', ...paid }
  if (returnCode === QR_EXPIRED) return { kind: 'expired', ...none }
  if (status === 'Canceled') {
    return search.refunds?.length ? { kind: 'refunded', ...paid } : { kind: 'expired', ...none }
  }
  if (status === 'Denied') return { kind: 'refused', refusal: refusalOf(authorization) }
  const voucher = voucherOf(search.qrCodeResponse ?? authorization.qrCodeResponse)
  return { kind: 'waiting', ...none, ...(voucher && { voucher }) }
}

const sumsOf = ({ refunds }: Search, taken: number) => {
  const done = (refunds ?? []).filter(({ status }) => status === 'Done')
  const returned = done.reduce((sum, { amount }) => sum + amount, 0)
  return {
    captured: centavos(taken),
    refunded: centavos(taken === 0 ? 0 : returned),
    refundPending: (refunds ?? []).some(({ status }) => status === 'Processing'),
  }
}

const Refunds = z.object({ refunds: z.array(Refund).nullish(), returnCode: z.string().nullish() })
const OneRefund = Refund.partial().extend({ returnCode: z.string().nullish() })
/** 78: no such transaction; 362 and 369: no such refund. */
const NO_REFUND = new Set([NEVER_SEEN, '353', '362', '369'])
const STATES = { Done: 'done', Denied: 'denied', Processing: 'processing' } as const

/** How the refund that has a name stands. */
export function readRefund(reply: HttpReply, { refundId, amount }: RefundTarget): RefundState {
  const said = readQuery(reply, OneRefund)
  if ('kind' in said) return 'unknown'
  if (NO_REFUND.has(said.returnCode ?? '')) return 'never_seen'
  if (said.status === undefined || said.amount !== amount) return 'unknown'
  return said.refundId === '' || said.refundId === refundId ? STATES[said.status] : 'unknown'
}

/** Nobody told its name: the one of that amount that was asked for last. */
export function readLastRefund(reply: HttpReply, { amount }: RefundTarget): RefundState {
  const said = readQuery(reply, Refunds)
  if ('kind' in said) return 'unknown'
  if (NO_REFUND.has(said.returnCode ?? '')) return 'never_seen'
  if (!said.refunds) return 'unknown'
  const last = said.refunds
    .filter((refund) => refund.amount === amount)
    .toSorted((one, other) => one.refundDateTime.localeCompare(other.refundDateTime))
    .at(-1)
  return last === undefined ? 'never_seen' : STATES[last.status]
}

function readQuery<T>(reply: HttpReply, shape: z.ZodType<T>) {
  const failed = readTransport(reply)
  if (failed !== null) return { kind: 'unknown', cause: causeOf(failed) } as const
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.kind } as const
  const said = shape.safeParse(readJson(reply.body))
  if (said.success) return said.data
  return unreadable(reply)
}
