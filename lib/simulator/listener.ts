// lib/simulator/listener.ts
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Call, Said } from './dialect'

const HOST = '127.0.0.1'
const BODY_MAX_BYTES = 1_048_576

type Answer = (call: Call) => Promise<Said | 'silence'>

/** One address that can be closed and opened again at the same port. */
export async function openListener(port: number, answer: Answer) {
  let server: Server | null = await listen(port, answer)
  const { port: taken } = server.address() as AddressInfo
  async function close() {
    const closing = server
    server = null
    if (closing === null) return
    const closed = new Promise<void>((done) => closing.close(() => done()))
    closing.closeAllConnections()
    await closed
  }
  return {
    url: `http://${HOST}:${taken}`,
    isOpen: () => server !== null,
    close,
    async reopen() {
      server ??= await listen(taken, answer)
    },
  }
}

export type Listener = Awaited<ReturnType<typeof openListener>>

function listen(port: number, answer: Answer): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    serve(answer, request, response).catch(() => response.socket?.destroy())
  })
  return new Promise((ready, failed) => {
    server.once('error', failed)
    server.listen(port, HOST, () => ready(server))
  })
}

const TOO_LARGE: Said = { status: 413, body: null }

async function serve(answer: Answer, request: IncomingMessage, response: ServerResponse) {
  const call = await readCall(request)
  const said = call === null ? TOO_LARGE : await answer(call)
  if (said === 'silence') return response.socket?.destroy()
  const text = said.text ?? (said.body === null ? '' : JSON.stringify(said.body))
  response.writeHead(said.status, {
    ...(text !== '' && { 'content-type': 'application/json' }),
    'content-length': Buffer.byteLength(text),
    ...said.headers,
  })
  response.end(text)
}

async function readCall(request: IncomingMessage): Promise<Call | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > BODY_MAX_BYTES) return null
    chunks.push(chunk as Buffer)
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator')
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
