// lib/postbacks/answer-postback.ts
import type { Tools } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { PROBLEM_TYPE, problemBody } from '@/lib/platform/problem'
import { inflate } from './inflate'
import type { Kept } from './keep-postback'
import { type ReceiveError, receivePostback } from './receive-postback'

export const MAX_BODY_BYTES = 1024 * 1024

/** A body that was not read to its end, and why. */
export type Unread = 'too_large' | 'too_slow' | 'cut_off'

export type Call = {
  readonly method: string
  readonly token: string
  readonly headers: Headers
  readonly query: URLSearchParams
  readonly remoteAddress: string | null
  /** Reads at most `MAX_BODY_BYTES`, for a while. */
  readonly body: () => Promise<Uint8Array | Unread>
}

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON text; null where there is nothing to say. */
  readonly body: string | null
}

const METHODS = 'GET, HEAD, OPTIONS, POST'

/**
 * What is answered at the address of a store, whichever server was asked: 200 means that the bytes
 * are ours. What cannot be written is a 503: the gateway sends it again.
 */
export async function answerPostback(tools: Tools, call: Call): Promise<Answer> {
  // Gateways ask whether the address exists before they send anything.
  if (call.method === 'GET' || call.method === 'HEAD') return json(200, { ok: true })
  if (call.method === 'OPTIONS') return { status: 204, headers: { allow: METHODS }, body: null }
  if (call.method !== 'POST') return refusal(405, 'method_not_allowed', { allow: METHODS })
  try {
    return await receive(tools, call)
  } catch (error) {
    log.error('a postback could not be kept', { error })
    return refusal(503, 'not_kept', { 'retry-after': '30' })
  }
}

async function receive(tools: Tools, call: Call): Promise<Answer> {
  const { token, headers, query, remoteAddress } = call
  const read = async () => {
    const bytes = await readBody(call)
    return typeof bytes === 'string' ? bytes : { headers, query, bytes }
  }
  const result = await receivePostback(tools, { token, remoteAddress, read })
  return result.ok ? json(200, told(result.value)) : refused(result.error)
}

async function readBody({ body, headers }: Call): Promise<Uint8Array | Unread> {
  const sent = await body()
  if (typeof sent === 'string') return sent
  return (await inflate(headers.get('content-encoding'), sent, MAX_BODY_BYTES)) ?? 'too_large'
}

const told = ({ id, duplicate, test, shape }: Kept) => ({
  received: true,
  id,
  ...(duplicate && { duplicate }),
  ...(test && { test }),
  ...(shape === 'quarantined' && { quarantined: true }),
})

const STATUS_OF_ERROR: Readonly<Record<ReceiveError['code'], number>> = {
  store_token_unknown: 404,
  body_too_large: 413,
  body_too_slow: 408,
  body_cut_off: 400,
  wrong_key: 401,
  unreadable_body: 400,
  too_many_requests: 429,
}

function refused(error: ReceiveError): Answer {
  const waits = 'retryAfterSeconds' in error
  const headers = waits ? { 'retry-after': String(error.retryAfterSeconds) } : {}
  return refusal(STATUS_OF_ERROR[error.code], error.code, headers)
}

const json = (status: number, value: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

const refusal = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>>,
): Answer => ({
  status,
  headers: { ...headers, 'content-type': PROBLEM_TYPE },
  body: JSON.stringify(problemBody(status, code)),
})
