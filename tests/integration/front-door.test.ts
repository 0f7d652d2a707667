// tests/integration/front-door.test.ts
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, inject, test, vi } from 'vitest'
import { connect } from '@/db/client'
import { postbacks } from '@/db/schema/postbacks'
import type { Tools } from '@/lib/platform/context'
import { setLogLevel } from '@/lib/platform/log'
import { frontDoor } from '@/scripts/web/front-door'
import { type GivenStore, givenStore, PAYT_KEY } from '../support/given-store'
import { listenerOf } from '../support/route-server'
import { testCtx, testKeyring } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()
const { ctx } = testCtx({ db, at: new Date().toISOString() })
const MIB = 1024 * 1024

const approved = readFileSync(
  new URL('../fixtures/postbacks/payt/payment_approved.card.json', import.meta.url),
)
let orders = 0
const fresh = () => Buffer.from(approved.toString().replaceAll('TXF004', `FRONT${++orders}`))

const servers: Server[] = []
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
afterAll(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
})

const pages: RequestListener = (request, response) => response.end(`next: ${request.url}`)
const door = await serve(frontDoor(ctx, pages))
const addressOf = ({ token }: GivenStore, base = door) => `${base}/api/postbacks/${token}`
const keptOf = ({ id }: GivenStore) => db.select().from(postbacks).where(eq(postbacks.storeId, id))

/** The route that answers in development, with tools of its own on the same database. */
async function routeServer(): Promise<string> {
  const [{ name }] = (await db.$client`select current_database() as name`) as unknown as [
    { name: string },
  ]
  vi.stubEnv('DATABASE_URL', `${inject('postgres').server}/${name}`)
  vi.stubEnv('APP_URL', 'http://127.0.0.1:3000')
  vi.stubEnv('AUTH_SECRET', '-'.repeat(32))
  vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
  vi.stubEnv('INNGEST_SIGNING_KEY', '0'.repeat(64))
  vi.stubEnv('LOG_LEVEL', 'error')
  const route = await import('@/app/api/postbacks/[token]/route')
  const { tools } = await import('@/lib/platform/tools')
  setLogLevel('silent')
  afterAll(() => tools.db.$client.end())
  return serve(listenerOf(route))
}
const route = await routeServer()

const inChunks = (chunks: readonly Uint8Array[]) =>
  Readable.toWeb(Readable.from(chunks)) as ReadableStream

/** Bytes as they are, for what no client would send. */
async function raw(base: string, text: string | Buffer, { close = false } = {}): Promise<string> {
  const { port } = new URL(base)
  const socket = connectSocket(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  let said = ''
  socket.on('data', (part) => {
    said += part.toString('latin1')
  })
  socket.on('error', () => {})
  socket.write(text)
  if (close) socket.destroy()
  await Promise.race([once(socket, 'close'), wait(1_500)])
  socket.destroy()
  return said
}

describe.each([
  ['the front door', door],
  ['the route of development', route],
])('%s', (_, base) => {
  const post = (store: GivenStore, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(addressOf(store, base), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  test('200 means that the bytes are kept, and a repetition is told as one', async () => {
    const store = await givenStore(ctx)
    const bytes = fresh()
    const first = await post(store, bytes, { 'x-forwarded-for': '1.1.1.1, 203.0.113.9' })
    expect(first.status).toBe(200)
    expect(first.headers.get('content-type')).toBe('application/json')
    const { id } = (await first.json()) as { id: string }
    expect(await (await post(store, bytes)).json()).toEqual({ received: true, id, duplicate: true })
    const rows = await keptOf(store)
    const [row] = rows.filter(({ state }) => state === 'accepted')
    expect(row).toMatchObject({ id, remoteAddress: '203.0.113.9' })
    expect(Buffer.from(testKeyring.open(row?.body ?? Buffer.of())).equals(bytes)).toBe(true)
  })

  test.each([
    ['GET', 200],
    ['HEAD', 200],
    ['OPTIONS', 204],
    ['PUT', 405],
    ['PATCH', 405],
    ['DELETE', 405],
  ])('%s is answered with %d', async (method, status) => {
    const store = await givenStore(ctx)
    const answer = await fetch(addressOf(store, base), { method })
    expect(answer.status).toBe(status)
    if (status !== 200) expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST')
    if (method === 'GET') expect(await answer.json()).toEqual({ ok: true })
    if (method === 'HEAD') expect(await answer.text()).toBe('')
    if (status === 405) expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' })
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('a body that was packed as %s is kept unpacked', async (encoding, pack) => {
    const store = await givenStore(ctx)
    const bytes = fresh()
    const answer = await post(store, new Uint8Array(pack(bytes)), { 'content-encoding': encoding })
    expect(answer.status).toBe(200)
    const [row] = await keptOf(store)
    expect(Buffer.from(testKeyring.open(row?.body ?? Buffer.of())).equals(bytes)).toBe(true)
  })

  test('a small body that unpacks to more than a mebibyte is refused', async () => {
    const store = await givenStore(ctx)
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * MIB, 32)))
    const answer = await post(store, bomb, { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(413)
    expect(await keptOf(store)).toEqual([])
  })

  test('what was badly packed is kept as it came, and is unreadable', async () => {
    const store = await givenStore(ctx)
    const answer = await post(store, Buffer.from('no gzip'), { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'unreadable_body' })
    expect(await keptOf(store)).toMatchObject([{ reason: 'unreadable_body' }])
  })

  test('more than a mebibyte is refused, announced or in chunks', async () => {
    const store = await givenStore(ctx)
    const large = new Uint8Array(MIB + 1).fill(32)
    expect((await post(store, large)).status).toBe(413)
    const chunks = inChunks([large.subarray(0, MIB), large.subarray(0, MIB)])
    const streamed = { method: 'POST', body: chunks, duplex: 'half' } as RequestInit
    const answer = await fetch(addressOf(store, base), streamed)
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'body_too_large' }])
    expect(await keptOf(store)).toEqual([])
  })

  test('a mebibyte in chunks is taken', async () => {
    const store = await givenStore(ctx)
    const bytes = Buffer.concat([fresh(), Buffer.alloc(MIB, 32)]).subarray(0, MIB)
    const streamed = { method: 'POST', body: inChunks([bytes]), duplex: 'half' }
    expect((await fetch(addressOf(store, base), streamed as RequestInit)).status).toBe(200)
  })

  test('an unknown address and a wrong key are refused, each with its word', async () => {
    const store = await givenStore(ctx)
    const nobody = await post({ ...store, token: 'nobody' }, fresh())
    expect([nobody.status, await nobody.json()]).toMatchObject([
      404,
      { code: 'store_token_unknown' },
    ])
    const wrong = await post(store, fresh().toString().replaceAll(PAYT_KEY, 'f'.repeat(32)))
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'wrong_key' }])
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
  })

  test('who guesses keys is told when to come again, and the store itself goes on', async () => {
    const store = await givenStore(ctx)
    const headers = { 'x-forwarded-for': `198.51.100.${base === door ? 1 : 2}` }
    const guess = () =>
      post(store, fresh().toString().replaceAll(PAYT_KEY, 'a'.repeat(32)), headers)
    let answer = await guess()
    for (let n = 0; n < 130 && answer.status === 401; n++) answer = await guess()
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
    expect(await answer.json()).toMatchObject({ code: 'too_many_requests' })
    expect((await post(store, fresh())).status).toBe(200)
  })

  test('an upload that is broken off leaves nothing behind, and the next one is answered', async () => {
    const store = await givenStore(ctx)
    const head = `POST /api/postbacks/${store.token} HTTP/1.1\r\nhost: a\r\ncontent-length: 5000\r\n\r\n`
    await raw(base, head + fresh().toString().slice(0, 500), { close: true })
    expect((await post(store, fresh())).status).toBe(200)
    expect(await keptOf(store)).toHaveLength(1)
  })

  test('who asks first is told to continue', async () => {
    const store = await givenStore(ctx)
    const bytes = fresh()
    const head = [
      `POST /api/postbacks/${store.token} HTTP/1.1`,
      ...['host: a', 'expect: 100-continue', 'connection: close'],
      `content-length: ${bytes.length}`,
    ]
    const said = await raw(
      base,
      Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]),
    )
    expect(said).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/)
  })
})

test.each([
  ['a length beside chunks', 'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['two lengths', 'content-length: 5\r\ncontent-length: 6\r\n\r\nabcdef'],
  ['a length that is none', 'content-length: five\r\n\r\nabcde'],
  ['a chunk that is none', 'transfer-encoding: chunked\r\n\r\nZZ\r\nabc\r\n'],
])('%s is no request, and nothing of it is kept', async (_, rest) => {
  const store = await givenStore(ctx)
  const said = await raw(door, `POST /api/postbacks/${store.token} HTTP/1.1\r\nhost: a\r\n${rest}`)
  expect(said).not.toMatch(/^HTTP\/1\.1 200/)
  expect(await keptOf(store)).toEqual([])
  expect((await fetch(addressOf(store))).status).toBe(200)
})

test('a slash at the end is the same address, and everything else is Next’s', async () => {
  const store = await givenStore(ctx)
  const answer = await fetch(`${addressOf(store)}/?utm=1`, { method: 'POST', body: fresh() })
  expect(answer.status).toBe(200)
  expect(await keptOf(store)).toMatchObject([{ query: 'utm=1', remoteAddress: '127.0.0.1' }])
  for (const path of ['/', '/api/postbacks', '/api/postbacks/a/b', '/api/postbacks/%2e%2e/x']) {
    expect(await (await fetch(door + path)).text()).toContain('next: /')
  }
})

test('a body that drips is left in time, and its sender is told so', async () => {
  const store = await givenStore(ctx)
  const quick = await serve(frontDoor(ctx, pages, { maxBytes: MIB, withinMs: 100 }))
  const head = `POST /api/postbacks/${store.token} HTTP/1.1\r\nhost: a\r\ncontent-length: 5000\r\n\r\n{`
  const said = await raw(quick, head)
  expect(said).toMatch(/^HTTP\/1\.1 408 .*"code":"body_too_slow"/s)
  expect(said.toLowerCase()).toContain('connection: close')
})

test('many at once are each kept, and the connection stays open for the next', async () => {
  const store = await givenStore(ctx)
  const answers = await Promise.all(
    Array.from({ length: 200 }, () =>
      fetch(addressOf(store), { method: 'POST', body: fresh() }).then((answer) => answer.json()),
    ),
  )
  const ids = new Set(answers.map((answer) => (answer as { id: string }).id))
  expect(new Set((await keptOf(store)).map(({ id }) => id))).toEqual(ids)
  expect(ids.size).toBe(200)
})

test('while the database is away nothing is acknowledged, and afterwards all goes on', async () => {
  const store = await givenStore(ctx)
  const nowhere = connect('postgres://postgres@127.0.0.1:1/nowhere')
  const lost: Tools = { ...ctx, db: nowhere }
  const base = await serve(frontDoor(lost, pages))
  const answer = await fetch(addressOf(store, base), { method: 'POST', body: fresh() })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(await answer.json()).toMatchObject({ code: 'not_kept' })
  await nowhere.$client.end()
  expect((await fetch(addressOf(store), { method: 'POST', body: fresh() })).status).toBe(200)
})
