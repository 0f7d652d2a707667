// tests/integration/offer-pages.test.ts
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { Secret } from '@/lib/kernel/secret'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { findOfferPage } from '@/lib/offers/page-view'
import { publishOffer } from '@/lib/offers/publish-offer'
import { isInternal } from '@/lib/platform/internal-call'
import { setLogLevel } from '@/lib/platform/log'
import { hashOf } from '@/lib/security/page-scripts'
import { lineTo } from '@/scripts/web/pages/ask-next'
import { letGoBy } from '@/scripts/web/pages/let-go'
import { offerPages } from '@/scripts/web/pages/offer-pages'
import { givenShop } from '../support/given-shop'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()
const { ctx, advance } = testCtx({ db })
const secret = new Secret('-'.repeat(32))
const { member, offer } = await givenShop(ctx)

const servers: ReturnType<typeof createServer>[] = []
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections()
})

const FLIGHT = 'self.__next_f.push([1,"a"])'

/**
 * What stands behind the door, as Next does: a page is made once and kept until this process is
 * told to let go of it, whatever others were told.
 */
function process() {
  const kept = new Map<string, string>()
  const asked: string[] = []
  const odd = { cookie: false, status: 200, tail: '' }
  const next: RequestListener = async (request, response) => {
    const url = request.url ?? ''
    asked.push(`${request.method} ${url}`)
    if (url === '/api/internal/revalidate') {
      const body = (await request.toArray()).join('')
      const headers = new Headers(request.headers as Record<string, string>)
      if (!isInternal(headers, { secret, body, now: ctx.now() }))
        return response.writeHead(401).end()
      for (const tag of JSON.parse(body).tags) {
        for (const key of kept.keys()) if (key.includes(tag.slice(6))) kept.delete(key)
      }
      return response.writeHead(204).end()
    }
    if (request.headers.rsc !== undefined) return response.end('part')
    const [, code = ''] = /^\/o\/(\w+)/.exec(url) ?? []
    const page = await findOfferPage(ctx, code)
    const made = `<title>${page?.title} ${page?.seller.brand} ${url}</title><script>${FLIGHT}</script>`
    if (!kept.has(url)) kept.set(url, made)
    response.writeHead(page === null ? 404 : odd.status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 's-maxage=31536000',
      vary: 'rsc, Accept-Encoding',
      'strict-transport-security': 'max-age=31536000',
      ...(odd.cookie && { 'set-cookie': 'a=b' }),
    })
    response.end(`${kept.get(url)}${odd.tail}`)
  }
  const ask = lineTo(next)
  const web = { ask, host: 'campainha.example.com', now: ctx.now }
  const listener = offerPages(
    {
      ...web,
      readOffer: (code) => findOfferPage(ctx, code),
      letGo: letGoBy({ ...web, secret }),
      integrities: new Map(),
    },
    next,
  )
  return { listener, asked, odd }
}

async function serve() {
  const { listener, asked, odd } = process()
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<IncomingMessage & { bytes: Buffer }>((told, failed) => {
      const asking = httpRequest({ port, path, method, headers }, async (answer) => {
        told(Object.assign(answer, { bytes: Buffer.concat(await answer.toArray()) }))
      })
      asking.once('error', failed).end()
    })
  const titleOf = async (path: string) =>
    /<title>(.*) \/o/.exec((await ask(path)).bytes.toString())?.[1]
  return { ask, asked, odd, port, titleOf }
}
const page = `/o/${offer.code}`

async function publish(title: string) {
  const edited = await editOffer(
    member,
    EditOfferInput.parse({ offerId: offer.id, fields: { title } }),
  )
  expect(edited.ok).toBe(true)
  expect((await publishOffer(member, { offerId: offer.id })).ok).toBe(true)
}

test('a publication is on the page within a second, in every web process, though one alone is told', async () => {
  const [one, other] = [await serve(), await serve()]
  expect(await one.titleOf(page)).toBe('Violão do Zero Quintal Sonoro')
  expect(await other.titleOf(`${page}?lang=en`)).toBe('Violão do Zero Quintal Sonoro')
  await publish('Violão em casa')
  advance(1_000)
  for (const web of [one, other]) {
    expect(await web.titleOf(page)).toBe('Violão em casa Quintal Sonoro')
    expect(await web.titleOf(`${page}?lang=en`)).toBe('Violão em casa Quintal Sonoro')
  }
})

test('so is whatever else the page is made of, such as the name of who sells', async () => {
  const { titleOf } = await serve()
  await titleOf(page)
  const mine = eq(accounts.id, member.actor.accountId)
  await db.update(accounts).set({ name: 'Quintal' }).where(mine)
  advance(1_000)
  expect(await titleOf(page)).toBe('Violão em casa Quintal')
  await db.update(accounts).set({ name: 'Quintal Sonoro' }).where(mine)
})

test('while nothing changes Next is not asked, wherever visitors come from', async () => {
  const { ask, asked } = await serve()
  await ask(page)
  const before = asked.length
  for (let visit = 0; visit < 20; visit++) {
    advance(700)
    await ask(`${page}?utm_source=${visit}&fbclid=x`)
  }
  expect(asked.slice(before)).toEqual([])
})

test('each reader gets the page in the coding it reads, made of the same bytes', async () => {
  const { ask } = await serve()
  const plain = await ask(page)
  const br = await ask(page, { 'accept-encoding': 'gzip, deflate, br' })
  const gzip = await ask(page, { 'accept-encoding': 'gzip;q=1.0, br;q=0' })
  const none = await ask(page, { 'accept-encoding': 'zstd, br;q=0.0, gzip; q=0' })
  expect(br.headers['content-encoding']).toBe('br')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(none.headers['content-encoding']).toBeUndefined()
  expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes)
  expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes)
  expect(none.bytes).toEqual(plain.bytes)
  for (const each of [plain, br, gzip]) {
    expect(each.headers['content-length']).toBe(`${each.bytes.byteLength}`)
    expect(each.headers.vary).toMatch(/accept-encoding/i)
    expect(each.headers['cache-control']).toBe('public, no-cache')
  }
})

test('the policy names the scripts that stand in the page, and where to tell of others', async () => {
  const { ask } = await serve()
  const { headers } = await ask(page)
  expect(headers['content-security-policy']).toContain(`script-src 'self' '${hashOf(FLIGHT)}';`)
  expect(headers['content-security-policy']).toContain('report-to csp')
  expect(headers['reporting-endpoints']).toBe('csp="/api/csp-reports"')
})

test('who has the page already is told so, until it changes', async () => {
  const { ask } = await serve()
  const { etag = '', ...first } = (await ask(page, { 'accept-encoding': 'br' })).headers
  const again = await ask(page, { 'if-none-match': `"other", ${etag}` })
  expect([again.statusCode, again.bytes.byteLength]).toEqual([304, 0])
  expect(again.headers.etag).toBe(etag)
  expect(again.headers['cache-control']).toBe(first['cache-control'])
  expect((await ask(page, { 'if-none-match': '"other"' })).statusCode).toBe(200)
  await publish('Violão em três acordes')
  advance(1_000)
  expect((await ask(page, { 'if-none-match': etag })).statusCode).toBe(200)
})

test('HEAD says what GET would, without the page; a part of it is given whole', async () => {
  const { ask } = await serve()
  const get = await ask(page)
  const head = await ask(page, {}, 'HEAD')
  expect(head.bytes.byteLength).toBe(0)
  expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  const part = await ask(page, { range: 'bytes=0-9' })
  expect([part.statusCode, part.bytes.byteLength]).toEqual([200, get.bytes.byteLength])
})

test('https is promised for the future only to who came by it', async () => {
  const { ask } = await serve()
  const over = async (headers: Record<string, string>) =>
    (await ask(page, headers)).headers['strict-transport-security']
  expect(await over({})).toBeUndefined()
  expect(await over({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000')
})

test('what Next’s own scripts ask is Next’s to answer, from the page as it is now', async () => {
  const { ask, titleOf } = await serve()
  await titleOf(page)
  await publish('Violão para quem trabalha')
  advance(1_000)
  expect((await ask(`${page}?_rsc=1`, { rsc: '1' })).bytes.toString()).toBe('part')
  expect((await ask(page, {}, 'POST')).headers['cache-control']).toBe('s-maxage=31536000')
})

test('codes that nobody has share one page: asking for many makes Next draw none of them', async () => {
  const { ask, asked } = await serve()
  for (const code of ['ZZZZZ1', 'ZZZZZ2', 'ZZZZZ3']) {
    expect((await ask(`/o/${code}`)).statusCode).toBe(404)
  }
  expect(asked).toEqual(['GET /o/-'])
})

test('a page that sets a cookie or fails is nobody else’s', async () => {
  const { ask, asked, odd } = await serve()
  odd.cookie = true
  await ask(page)
  const before = asked.length
  expect((await ask(page)).headers['set-cookie']).toEqual(['a=b'])
  expect(asked.length).toBeGreaterThan(before)
  Object.assign(odd, { cookie: false, status: 500 })
  expect((await ask(page)).statusCode).toBe(500)
  odd.status = 200
  expect((await ask(page)).statusCode).toBe(200)
})

test.each([
  ['the receipt', '/done?c=1'],
  ['a form that came back', '/lead?kind=lead'],
])('%s is sealed too, made at each request and kept nowhere', async (_, place) => {
  const { ask, asked } = await serve()
  const receipt = `${page}${place}`
  for (let visit = 0; visit < 2; visit++) {
    const { headers } = await ask(receipt)
    expect(headers['content-security-policy']).toContain(hashOf(FLIGHT))
    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers.etag).toBeUndefined()
  }
  expect(asked).toEqual([`GET ${receipt}`, `GET ${receipt}`])
})

test('visitors who hang up take nothing from the others', async () => {
  const { ask, port } = await serve()
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const asking = httpRequest({ port, path: page })
      asking.on('error', () => {})
      asking.end()
      await new Promise((later) => setImmediate(later))
      asking.destroy()
    }),
  )
  expect((await ask(page)).statusCode).toBe(200)
})
