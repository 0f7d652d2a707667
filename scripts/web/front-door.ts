// scripts/web/front-door.ts
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Tools } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { type Answer, answerPostback, MAX_BODY_BYTES } from '@/lib/postbacks/answer-postback'
import { BEACON, beaconDoor } from './beacon-door'
import { inLanesByAddress, TOLD } from './in-lanes'
import { hearOut, type Limits, readRequest } from './read-request'

/** Gateways type addresses with and without a slash at the end; a redirect would lose their body. */
const ADDRESS = /^\/api\/postbacks\/([\w.~-]{1,200})\/?(?:\?(.*))?$/

const LIMITS: Limits = { maxBytes: MAX_BODY_BYTES, withinMs: 15_000 }

/**
 * Stands before Next in an installation and answers gateways itself: a launch brings hundreds of
 * postbacks a second, and each would cost several times as much in a route. All else is `next`'s.
 */
export function frontDoor(tools: Tools, next: RequestListener, limits = LIMITS): RequestListener {
  const told = inLanesByAddress(next)
  const beacon = beaconDoor(tools, next)
  return (request, response) => {
    if (TOLD.test(request.url ?? '')) return told(request, response)
    if (BEACON.test(request.url ?? '')) return beacon(request, response)
    const [, token, query] = ADDRESS.exec(request.url ?? '') ?? []
    if (token === undefined) return next(request, response)
    answer(tools, { token, query, limits }, request, response).catch((error: unknown) => {
      log.error('a postback was not answered', { error })
      response.destroy()
    })
  }
}

type Asked = { readonly token: string; readonly query: string | undefined; readonly limits: Limits }

async function answer(
  tools: Tools,
  { token, query, limits }: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answered = await answerPostback(tools, {
    method: request.method ?? '',
    token,
    headers: headersOf(request),
    query: new URLSearchParams(query),
    remoteAddress: addressOf(request),
    body: () => readRequest(request, limits),
  })
  await write(request, response, answered)
}

/** Said by the proxy in front, who is the last to write its line; without one it is the sender. */
const addressOf = ({ headers, socket }: IncomingMessage): string | null => {
  const said = headers['x-forwarded-for']
  const last = (Array.isArray(said) ? said.join() : said)?.split(',').at(-1)?.trim()
  return last || (socket.remoteAddress ?? null)
}

function headersOf({ headers }: IncomingMessage): Headers {
  const read = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return read
}

async function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
): Promise<void> {
  if (response.destroyed) return
  const text = body ?? ''
  const isRead = request.complete
  response.writeHead(status, {
    ...headers,
    'x-content-type-options': 'nosniff',
    ...(status !== 204 && { 'content-length': Buffer.byteLength(text) }),
    ...(!isRead && { connection: 'close' }),
  })
  if (request.method !== 'HEAD') response.write(text)
  if (!isRead) await hearOut(request)
  response.end()
}
