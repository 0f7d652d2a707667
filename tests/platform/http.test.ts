// tests/platform/http.test.ts
import { createServer, type RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { sendHttp } from '@/lib/platform/http'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function givenServer(listener: RequestListener) {
  let connections = 0
  const server = createServer(listener)
  server.on('connection', () => connections++)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  open.push(() => {
    server.closeAllConnections()
    return new Promise((closed) => server.close(() => closed()))
  })
  return { url: `http://127.0.0.1:${address.port}/x`, connections: () => connections }
}

const get = (url: string, timeoutMs = 2_000) =>
  sendHttp({ method: 'GET', url, headers: {}, timeoutMs })

describe('an answer', () => {
  test('comes with its status, its headers and its body', async () => {
    const { url } = await givenServer((_, response) => {
      response.writeHead(429, { 'retry-after': '7' }).end('devagar, é cedo')
    })
    expect(await get(url)).toMatchObject({
      kind: 'reply',
      status: 429,
      body: 'devagar, é cedo',
      headers: { 'retry-after': '7' },
    })
  })

  test('to what was sent, as it was sent', async () => {
    const { url } = await givenServer((request, response) => {
      let said = `${request.method} ${request.headers['content-length']} `
      request.on('data', (chunk) => {
        said += chunk
      })
      request.on('end', () => response.end(said))
    })
    const body = '{"nome":"José"}'
    const reply = await sendHttp({ method: 'POST', url, headers: {}, body, timeoutMs: 2_000 })
    expect(reply).toMatchObject({ body: `POST ${Buffer.byteLength(body)} ${body}` })
  })

  test('is not followed elsewhere', async () => {
    const { url } = await givenServer((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    })
    expect(await get(url)).toMatchObject({ kind: 'reply', status: 302 })
  })
})

describe('not sent is said only of what cannot have arrived', () => {
  test('nobody listens', async () => {
    expect(await get('http://127.0.0.1:1/')).toEqual({ kind: 'not_sent', cause: 'ECONNREFUSED' })
  })
  test('the name is nobody’s', async () => {
    expect(await get('http://nobody.invalid/')).toMatchObject({ kind: 'not_sent' })
  })
  test('the other side does not speak TLS', async () => {
    const { url } = await givenServer((_, response) => response.end())
    const secure = url.replace('http:', 'https:')
    expect(await get(secure)).toMatchObject({ kind: 'not_sent' })
  })
})

describe('once the connection stood, silence is silence', () => {
  test('the other side hangs up', async () => {
    const { url } = await givenServer((_, response) => response.socket?.destroy())
    expect(await get(url)).toMatchObject({ kind: 'no_reply' })
  })
  test('the answer breaks off', async () => {
    const { url } = await givenServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      response.socket?.destroySoon()
    })
    expect(await get(url)).toMatchObject({ kind: 'no_reply' })
  })
  test('the answer takes too long', async () => {
    const { url } = await givenServer(() => {})
    expect(await get(url, 60)).toEqual({ kind: 'no_reply', cause: 'TIMEOUT' })
  })
  test('the answer never ends', async () => {
    const { url } = await givenServer((_, response) => response.write('drop by drop'))
    expect(await get(url, 80)).toEqual({ kind: 'no_reply', cause: 'TIMEOUT' })
  })
  test('the answer is larger than anything we read', async () => {
    const { url } = await givenServer((_, response) => response.end('x'.repeat(5_000_000)))
    expect(await get(url)).toEqual({ kind: 'no_reply', cause: 'ANSWER_TOO_LARGE' })
  })
})

test('connections are kept from one request to the next', async () => {
  const { url, connections } = await givenServer((_, response) => response.end('ok'))
  for (let n = 0; n < 20; n++) await get(url)
  expect(connections()).toBe(1)
})
