// app/api/webhooks/receive-notice.ts
import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import { keepNotice, type NoticeRefused } from '@/lib/payments/keep-notice'
import { log } from '@/lib/platform/log'
import { problem } from '@/lib/platform/problem'
import { tools } from '@/lib/platform/tools'
import { readUpTo } from '@/lib/postbacks/read-up-to'

const MAX_BYTES = 64 * 1024

const STATUS_OF_ERROR: Readonly<Record<NoticeRefused['code'], number>> = {
  address_unknown: 404,
  key_wrong: 401,
  body_too_large: 413,
  too_many_requests: 429,
}

type Address = { readonly acquirer: string; readonly token: string }

/** 200 means that the bytes are ours. What cannot be written is a 503: the acquirer sends it again. */
export async function receiveNotice(request: Request, address: Address): Promise<Response> {
  try {
    const { headers } = request
    const result = await keepNotice(tools, {
      ...address,
      remoteAddress: headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? null,
      authorization: headers.get('authorization'),
      headers: keptHeaders(headers),
      read: () => readUpTo(request, MAX_BYTES),
    })
    if (!result.ok) return refused(result.error)
    after(() => nudge())
    const { duplicate } = result.value
    return Response.json({ received: true, ...(duplicate && { duplicate }) })
  } catch (error) {
    log.error('a notice could not be kept', { acquirer: address.acquirer, error })
    return problem(503, 'not_kept', { headers: { 'retry-after': '30' } })
  }
}

/** Never the key it came with. */
function keptHeaders(headers: Headers): Record<string, string> {
  const kept = ['content-type', 'user-agent', 'date', 'x-request-id']
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value.slice(0, 200)] as const]
    }),
  )
}

function refused(error: NoticeRefused) {
  const waits = 'retryAfterSeconds' in error
  const headers = waits ? { 'retry-after': String(error.retryAfterSeconds) } : {}
  return problem(STATUS_OF_ERROR[error.code], error.code, { headers })
}
