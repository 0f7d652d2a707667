// lib/payments/acquirers/notices.ts
import { z } from 'zod'

/** What an acquirer's notice says, if it is one: a hint, and which of its transactions it is about. */
export type Notice = {
  /** The acquirer's own name of the transaction. */
  readonly acquirerId: string
  /** `moved`: it may stand elsewhere than we think. The other two no query would tell. */
  readonly about: 'moved' | 'chargeback' | 'fraud_alert'
  /** Its own word or number for it. */
  readonly word: string
}

type Read = (body: unknown) => Notice | 'ignored' | null

const Cielo = z.object({
  PaymentId: z.string().min(1).max(64).nullish(),
  RecurrentPaymentId: z.string().max(64).nullish(),
  ChangeType: z.coerce.number().int(),
})

/** 2 and 4 are of recurrences that Cielo keeps, and we keep our own; 3 is of its antifraud. */
const CIELO_ABOUT: Readonly<Record<number, Notice['about']>> = {
  1: 'moved',
  5: 'moved',
  6: 'moved',
  7: 'chargeback',
  8: 'fraud_alert',
  25: 'moved',
}

const readCielo: Read = (body) => {
  const read = Cielo.safeParse(body)
  if (!read.success) return null
  const { PaymentId: acquirerId, ChangeType: change } = read.data
  const about = CIELO_ABOUT[change]
  if (about === undefined || !acquirerId) return 'ignored'
  return { acquirerId, about, word: String(change) }
}

const RedeEvent = z.object({
  events: z.array(z.string().max(80)).min(1),
  data: z.object({ id: z.string().min(1).max(64).nullish() }),
})
const RedeRefund = z.object({ type: z.literal('refund'), tid: z.coerce.string().min(1).max(64) })
const PIX = new Set(['PV.UPDATE_TRANSACTION_PIX', 'PV.REFUND_PIX'])

const readRede: Read = (body) => {
  const refund = RedeRefund.safeParse(body)
  if (refund.success) return { acquirerId: refund.data.tid, about: 'moved', word: 'refund' }
  const read = RedeEvent.safeParse(body)
  if (!read.success) return null
  const word = read.data.events.find((event) => PIX.has(event))
  const acquirerId = read.data.data.id
  return word === undefined || !acquirerId ? 'ignored' : { acquirerId, about: 'moved', word }
}

const READERS: Readonly<Record<string, Read>> = { cielo: readCielo, rede: readRede }

/** Null for an acquirer that sends none. */
export const noticesOf = (acquirer: string): Read | null => READERS[acquirer] ?? null
