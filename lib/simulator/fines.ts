// lib/simulator/fines.ts
import { createHash } from 'node:crypto'
import { localDateOf } from '@/lib/kernel/calendar'
import { brandOf } from '@/lib/kernel/card-brand'
import type { Call, Said } from './dialect'
import type { Entry } from './entry'
import { type Judged, rulesBrokenBy, type Seen } from './fine-rules'

/** A repetition that a brand forbids, or charges for. */
export type Fine = Judged & {
  readonly acquirer: string
  readonly merchant: string
  readonly reference: string
  readonly brand: string
  readonly bin: string
  readonly last4: string
  readonly at: string
}

type Sent = {
  readonly number: string
  readonly expiry: string
  readonly securityCode: string
  readonly amount: number
  readonly installments: number
  readonly reference: string
}

/**
 * What the brands see: every card that reached an issuer through an acquirer, and whether it should
 * have. It listens on the wire and judges by rules of its own, so that a mistake of ours is not
 * judged by ourselves. Numbers and security codes stay in memory, as digests, until a reset.
 */
export function makeFinesBook(now: () => Date) {
  const seen = new Map<string, Seen[]>()
  const fines: Fine[] = []
  return {
    list: (): readonly Fine[] => fines,
    clear() {
      seen.clear()
      fines.splice(0)
    },
    see(call: Call, said: Said | 'silence', made: readonly Entry[]) {
      const sent = readSent(call)
      const answer = sent === null ? null : readAnswer(said, made)
      if (sent === null || answer === null) return
      const merchant = String(call.headers.merchantid ?? call.headers.affiliation ?? '')
      const acquirer = call.headers.merchantid === undefined ? 'rede' : 'cielo'
      const brand = brandOf(sent.number) ?? 'other'
      const name = digest(acquirer, merchant, sent.number)
      const before = seen.get(name) ?? []
      // The network delivered one request twice: nobody tried twice.
      if (before.some(({ reference }) => reference === sent.reference && reference !== '')) return
      const at = now()
      const try_: Seen = {
        at: at.getTime(),
        month: localDateOf(at).slice(0, 7),
        reference: sent.reference,
        expiry: sent.expiry,
        amount: sent.amount,
        installments: sent.installments,
        securityCode: digest(sent.number, sent.securityCode),
        ...answer,
      }
      for (const judged of rulesBrokenBy(brand, try_, before)) {
        fines.push({
          ...judged,
          ...{ acquirer, merchant, brand, reference: sent.reference, at: at.toISOString() },
          bin: sent.number.slice(0, 6),
          last4: sent.number.slice(-4),
        })
      }
      seen.set(name, [...before, try_])
    },
  }
}

const digest = (...parts: string[]) => createHash('sha256').update(parts.join(' ')).digest('base64')

type Node = Readonly<Record<string, unknown>>

const nodeOf = (value: unknown): Node =>
  typeof value === 'object' && value !== null ? { ...value } : {}
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Of both interfaces; null for a call that carries no card number. */
function readSent({ method, path, body }: Call): Sent | null {
  if (method !== 'POST' || !/^\/1\/(sales\/?|zeroauth)$|\/v2\/transactions$/.test(path)) return null
  const node = nodeOf(readJson(body))
  const payment = nodeOf(node.Payment)
  const card = payment.CreditCard === undefined ? node : nodeOf(payment.CreditCard)
  const number = text(card.CardNumber ?? card.cardNumber)
  if (number === '') return null
  const month = text(node.expirationMonth).padStart(2, '0')
  const year = text(node.expirationYear).slice(-2)
  const written = text(card.ExpirationDate).replace(/^(\d\d)\/(?:20)?(\d\d)$/, '$2-$1')
  return {
    number,
    expiry: written === '' ? `${year}-${month}` : written,
    securityCode: text(card.SecurityCode ?? card.securityCode),
    amount: Number(payment.Amount ?? node.amount ?? 0),
    installments: Number(payment.Installments ?? node.installments ?? 1),
    reference: text(node.MerchantOrderId ?? node.reference),
  }
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

type Answer = Pick<Seen, 'approved' | 'code' | 'advice'>

/** Null where no issuer was asked: the request was turned away before. */
function readAnswer(said: Said | 'silence', made: readonly Entry[]): Answer | null {
  const [entry] = made
  if (entry !== undefined) {
    const approved = entry.status !== 'refused'
    const code = entry.brandCode ?? (entry.acquirer === 'cielo' ? entry.code : '')
    return { approved, code, advice: entry.adviceCode ?? '' }
  }
  return said === 'silence' ? null : readCheck(nodeOf(said.body))
}

/** A check of a card is a try like any other. */
function readCheck(body: Node): Answer | null {
  if (typeof body.Valid === 'boolean') {
    const advice = text(body.MerchantAdviceCode)
    return { approved: body.Valid, code: text(body.ReturnCode), advice }
  }
  const code = text(body.returnCode)
  if (code === '174' || code === '175') return { approved: code === '174', code: '', advice: '' }
  return null
}
