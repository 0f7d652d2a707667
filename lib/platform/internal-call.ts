// lib/platform/internal-call.ts
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Secret } from '@/lib/kernel/secret'

const SENT_AT = 'x-campainha-timestamp'
const SIGNATURE = 'x-campainha-signature'
/** As far as the clocks of two of our machines may be apart, and as long as a call may be repeated. */
const WINDOW_MS = 5 * 60_000
const KEY_BYTES = 32

type Call = { readonly secret: Secret; readonly body: string; readonly now: Date }

/** What a process of ours says to another over HTTP: when it was said, and that it was us. */
export function internalHeaders({ secret, body, now }: Call): Readonly<Record<string, string>> {
  const sentAt = String(Math.floor(now.getTime() / 1000))
  return { [SENT_AT]: sentAt, [SIGNATURE]: digestOf(secret, sentAt, body).toString('hex') }
}

/** Whether a call is one of ours, of these five minutes. */
export function isInternal(headers: Headers, { secret, body, now }: Call): boolean {
  const sentAt = headers.get(SENT_AT) ?? ''
  const signature = headers.get(SIGNATURE) ?? ''
  if (!/^\d{1,12}$/.test(sentAt) || !/^[\da-f]{64}$/.test(signature)) return false
  const ours = digestOf(secret, sentAt, body)
  if (!timingSafeEqual(ours, Buffer.from(signature, 'hex'))) return false
  return Math.abs(now.getTime() - Number(sentAt) * 1000) <= WINDOW_MS
}

/** A key of its own: what it signs is no session, and a session is no signature. */
const digestOf = (secret: Secret, sentAt: string, body: string) =>
  createHmac('sha256', keyFrom(secret)).update(`${sentAt}.${body}`).digest()

const keyFrom = (secret: Secret) =>
  Buffer.from(hkdfSync('sha256', secret.reveal(), '', 'campainha internal calls v1', KEY_BYTES))
