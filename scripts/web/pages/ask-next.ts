// scripts/web/pages/ask-next.ts
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  request,
} from 'node:http'
import { duplexPair } from 'node:stream'

export type Asked = {
  readonly method?: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body?: string
}

export type Told = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** How the front door asks Next something of its own. */
export type AskNext = (asked: Asked) => Promise<Told>

const WITHIN_MS = 10_000
const BODY_MAX_BYTES = 8 * 1024 * 1024

/** A line into Next without a port: HTTP over a pair of pipes in this process. */
export function lineTo(next: RequestListener): AskNext {
  const server = createServer(next)
  const agent = new Agent()
  // Each line is used once: making one is cheaper than watching over it.
  agent.createConnection = (() => {
    const [ours, theirs] = duplexPair()
    server.emit('connection', theirs)
    return ours
  }) as unknown as typeof agent.createConnection
  return ({ method = 'GET', path, headers, body }) =>
    new Promise((told, failed) => {
      const asking = request({
        agent,
        method,
        path,
        headers,
        signal: AbortSignal.timeout(WITHIN_MS),
      })
      asking.once('error', failed)
      asking.once('response', (answer) => {
        const chunks: Buffer[] = []
        let total = 0
        answer.on('data', (chunk: Buffer) => {
          total += chunk.byteLength
          if (total > BODY_MAX_BYTES) answer.destroy(new Error('a page is too large'))
          else chunks.push(chunk)
        })
        answer.once('error', failed)
        answer.once('end', () => {
          const { statusCode: status = 502, headers } = answer
          told({ status, headers, body: Buffer.concat(chunks) })
        })
      })
      asking.end(body)
    })
}
