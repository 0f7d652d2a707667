// lib/payments/acquirers/cielo/reply-card.ts
import { z } from 'zod'
import type { CardBrand } from '@/lib/kernel/card-brand'
import { Secret } from '@/lib/kernel/secret'
import type { HttpReply } from '@/lib/platform/http'
import type { BinInfo, Verified } from '../../acquirer'
import type { Answer } from '../../outcome'
import { readJson, readTransport, unreadable } from '../../read-json'
import { reasonOf, SILENT_CODES, UNKNOWN_CODES } from './codes'
import { readComplaint, readRejected } from './errors'
import { networkIdsOf, text } from './reply'

const Checked = z.object({
  Valid: z.boolean(),
  ReturnCode: text,
  ReturnMessage: text,
  MerchantAdviceCode: text,
  IssuerTransactionId: text,
  TransactionLinkId: text,
})
const Kept = z.object({ CardToken: z.string().min(1) })
const Bin = z.object({
  Status: z.string().regex(/^\d{2}$/),
  Provider: text,
  CardType: text,
  ForeignCard: z.boolean().nullish(),
  CorporateCard: z.boolean().nullish(),
  Prepaid: z.boolean().nullish(),
  Issuer: text,
})

type Read<T> =
  | { readonly kind: 'read'; readonly said: T }
  | Exclude<Answer<never>, { kind: 'done' }>

function read<T>(reply: HttpReply, schema: z.ZodType<T>): Read<T> {
  const failed = readTransport(reply)
  if (failed !== null) return failed
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.kind }
  if (reply.status >= 400) return readRejected(reply.status, reply.body)
  const parsed = schema.safeParse(readJson(reply.body))
  return parsed.success ? { kind: 'read', said: parsed.data } : unreadable(reply)
}

export function readVerified(reply: HttpReply, brand: string): Answer<Verified> {
  const answer = read(reply, Checked)
  if (answer.kind !== 'read') return answer
  const { said } = answer
  const { ReturnCode: code, ReturnMessage: message, MerchantAdviceCode: advice } = said
  if (said.Valid) return { kind: 'done', value: { returnCode: code, ...networkIdsOf(said) } }
  if (SILENT_CODES.has(code) || UNKNOWN_CODES.has(code)) return { kind: 'unknown', cause: code }
  const reason = reasonOf(code, brand, advice || null)
  return {
    kind: 'refused',
    refusal: { code, ...(advice && { adviceCode: advice }), reason, message },
  }
}

export function readKept(reply: HttpReply): Answer<{ readonly token: Secret }> {
  const answer = read(reply, Kept)
  if (answer.kind !== 'read') return answer
  return { kind: 'done', value: { token: new Secret(answer.said.CardToken) } }
}

/** By the names a BIN query uses, which are not those of a sale. */
const BRANDS: Readonly<Record<string, CardBrand>> = {
  VISA: 'visa',
  MASTER: 'mastercard',
  MASTERCARD: 'mastercard',
  ELO: 'elo',
  AMEX: 'amex',
  'AMERICAN EXPRESS': 'amex',
  DINERS: 'diners',
  DISCOVER: 'discover',
  JCB: 'jcb',
  AURA: 'aura',
  HIPERCARD: 'hipercard',
}

const TYPES: Readonly<Record<string, BinInfo['type']>> = {
  CREDITO: 'credit',
  DEBITO: 'debit',
  MULTIPLO: 'multiple',
}

const BIN_REFUSALS = {
  '01': 'brand_unsupported',
  '02': 'not_processed',
  '73': 'acquirer_misconfigured',
} as const

const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').trim().toUpperCase()

/** Support enables the query for a merchant: without that every question is refused. */
export function readBin(reply: HttpReply): Answer<BinInfo> {
  const complaint = reply.kind === 'reply' && reply.status < 500 ? readComplaint(reply.body) : null
  if (complaint !== null) {
    return { kind: 'refused', refusal: { ...complaint, reason: 'acquirer_misconfigured' } }
  }
  const answer = read(reply, Bin)
  if (answer.kind !== 'read') return answer
  const { Status: code, Provider, CardType, Issuer: issuer, ...said } = answer.said
  if (code !== '00') {
    const reason = BIN_REFUSALS[code as keyof typeof BIN_REFUSALS] ?? 'unlisted'
    return { kind: 'refused', refusal: { code, reason, message: '' } }
  }
  const type = TYPES[plain(CardType)]
  if (type === undefined) return { kind: 'unknown', cause: `unreadable, card type ${CardType}` }
  return {
    kind: 'done',
    value: {
      brand: BRANDS[plain(Provider)] ?? null,
      type,
      foreign: said.ForeignCard === true,
      prepaid: said.Prepaid === true,
      corporate: said.CorporateCard === true,
      issuer,
    },
  }
}
