// tests/support/route-server.ts
import type { RequestListener } from 'node:http'

type Params = { readonly params: Promise<{ token: string }> }
type Answer = (request: Request, params: Params) => Promise<Response>

/** A route of `app/api/x/[token]` behind node:http: what Next's server makes of a request. */
export const listenerOf =
  (route: Readonly<Record<string, Answer>>): RequestListener =>
  (incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const token = url.pathname.split('/').at(-1) ?? ''
    const method = incoming.method ?? 'GET'
    const body = method === 'GET' || method === 'HEAD' ? null : incoming
    const request = new Request(url, {
      method,
      headers: incoming.headers as Record<string, string>,
      body: body as AsyncIterable<Uint8Array> | null,
      duplex: 'half',
    } as unknown as RequestInit)
    const answer = route[method]
    if (answer === undefined) return void response.writeHead(405).end()
    answer(request, { params: Promise.resolve({ token }) })
      .then(async (answered) => {
        // What nobody read stays in the connection: it is not used again.
        if (!incoming.complete) response.setHeader('connection', 'close')
        response.writeHead(answered.status, Object.fromEntries(answered.headers))
        response.end(Buffer.from(await answered.arrayBuffer()))
      })
      .catch(() => response.destroy())
  }
