// tests/support/inngest-stand-in.ts
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { afterAll } from 'vitest'

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const hmac = (key: string, text: string, t: number) =>
  createHmac('sha256', key).update(`${text}${t}`).digest('hex')

export type Registered = {
  readonly authorization: string | undefined
  readonly body: { functions: { id: string }[] }
}

type Options = { readonly eventKey: string; readonly signingKey: string }

/**
 * An Inngest server's side of the wire, with its own code for signatures: what the SDK and the
 * engine agree on between themselves proves nothing.
 */
export async function startStandIn({ eventKey, signingKey }: Options) {
  const events: { id?: string; name: string; data: object }[] = []
  const requests: unknown[][] = []
  const registered: Registered[] = []
  let broken = 0

  const server = createServer(async (request, response) => {
    const body = JSON.parse((await textOf(request)) || 'null')
    const say = (status: number, said: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    if (request.url === `/e/${eventKey}`) {
      if (broken-- > 0) return say(500, { error: 'not now' })
      requests.push(body)
      events.push(...body)
      return say(200, { ids: body.map(({ id }: { id: string }) => id), status: 200 })
    }
    if (request.url?.startsWith('/fn/register')) {
      registered.push({ authorization: request.headers.authorization, body })
      return say(200, { ok: true, modified: true })
    }
    return say(404, { error: 'unknown event key', status: 404 })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  afterAll(() => void server.close())

  return {
    url: `http://127.0.0.1:${port}`,
    events,
    requests,
    registered,
    /** The next so many batches are answered 500. */
    breakFor: (batches: number) => {
      broken = batches
    },
    /** What the SDK must say when it registers. */
    bearer: `Bearer ${createHash('sha256').update(Buffer.from(signingKey, 'hex')).digest('hex')}`,
    sign: (body: unknown, t = Math.floor(Date.now() / 1000)) => {
      const text = body === undefined ? '' : JSON.stringify(body, sorted)
      return { text, signature: `t=${t}&s=${hmac(signingKey, text, t)}` }
    },
    isSigned: (text: string, signature: string | null) => {
      const [, t = '', s = ''] = /^t=(\d+)&s=([0-9a-f]+)$/.exec(signature ?? '') ?? []
      return (
        Math.abs(Date.now() / 1000 - Number(t)) < 300 && hmac(signingKey, text, Number(t)) === s
      )
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}
