// tests/support/canned-rede.ts
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach } from 'vitest'

export type Canned = {
  readonly status?: number
  readonly body?: string | object
  readonly type?: string
  /** Says that more is coming than does, and hangs up. */
  readonly cut?: boolean
}

/** Rede's address with a token for everybody, and one answer, made by hand, to all that follows. */
export async function cannedRede() {
  let answer: Canned = {}
  let tokens = 0
  let heard: { readonly url: string; readonly body: string; readonly token: string }[] = []
  const server = createServer(async (incoming, outgoing) => {
    const url = incoming.url ?? ''
    const body = await read(incoming)
    if (url.endsWith('/oauth2/token')) {
      const token = { access_token: `token ${++tokens}`, expires_in: 1439 }
      return void outgoing.writeHead(200).end(JSON.stringify(token))
    }
    heard.push({ url, body, token: incoming.headers.authorization ?? '' })
    say(outgoing, answer)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  beforeEach(() => {
    answer = {}
    heard = []
  })
  afterAll(() => new Promise((closed) => server.close(closed)))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say: (next: Canned) => {
      answer = next
    },
    heard: () => heard,
    asked: (): Readonly<Record<string, unknown>> => JSON.parse(heard.at(-1)?.body ?? '{}'),
  }
}

async function read(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += chunk
  return text
}

function say(outgoing: ServerResponse, { status = 201, body = '', type, cut = false }: Canned) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const length = Buffer.byteLength(text) + (cut ? 100 : 0)
  outgoing.writeHead(status, {
    'content-type': type ?? 'application/json',
    'content-length': length,
    ...(cut && { connection: 'close' }),
  })
  if (!cut) return void outgoing.end(text)
  outgoing.write(text, () => outgoing.destroy())
}
