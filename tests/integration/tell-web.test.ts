// tests/integration/tell-web.test.ts
import { createServer } from 'node:http'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { Secret } from '@/lib/kernel/secret'
import { RevalidateInput, tellWeb, tellWebOfAll } from '@/lib/offers/tell-web'
import { sendHttp } from '@/lib/platform/http'
import { isInternal } from '@/lib/platform/internal-call'
import { givenOffer, givenShop } from '../support/given-shop'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { closedPort } from '../support/test-simulator'

const { ctx: base } = testCtx({ db: await testDb(), http: sendHttp })
const secret = new Secret('the secret of this installation, 32 and more')
const told: unknown[] = []

/** A web that hears only its own worker. */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  const headers = new Headers(request.headers as Record<string, string>)
  const known = isInternal(headers, { secret, body, now: base.now() })
  if (known) told.push([request.url, RevalidateInput.parse(JSON.parse(body))])
  response.writeHead(known ? 204 : 401).end()
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
afterAll(() => server.close())
const web = { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, secret }

beforeEach(() => {
  told.length = 0
})

test('a publication is told to the web that shows the offer', async () => {
  const { api, offer } = await givenShop(base)
  expect(await tellWeb(api, web, offer.id)).toBe(true)
  expect(told).toEqual([['/api/internal/revalidate', { tags: [`offer:${offer.code}`] }]])
})

test('other acquirers are told for every offer that is sold, a few pages a call', async () => {
  const { member, api, offer } = await givenShop(base)
  const more = await Promise.all(Array.from({ length: 55 }, () => givenOffer(member)))
  expect(await tellWebOfAll(api, web)).toBe(true)
  const tags = (told as [string, { tags: string[] }][]).map(([, input]) => input.tags)
  expect(tags.map((each) => each.length)).toEqual([50, 6])
  const all = [offer, ...more].map(({ code }) => `offer:${code}`)
  expect(tags.flat().toSorted()).toEqual(all.toSorted())
})

test('a web that is away or has another secret is told again later', async () => {
  const { api, offer } = await givenShop(base)
  expect(await tellWeb(api, { ...web, url: await closedPort() }, offer.id)).toBe(false)
  const stranger = { ...web, secret: new Secret('somebody else’s secret, 32 and more') }
  expect(await tellWeb(api, stranger, offer.id)).toBe(false)
  expect(told).toEqual([])
})

test('another company’s offer is told to nobody', async () => {
  const [mine, theirs] = [await givenShop(base), await givenShop(base)]
  expect(await tellWeb(mine.api, web, theirs.offer.id)).toBe(true)
  expect(told).toEqual([])
})

test.each([
  ['no tag', []],
  ['a tag of another kind', ['sale:ABC234']],
  ['what is no code', ['offer:../x']],
  ['more than fifty', Array(51).fill('offer:ABC234')],
])('%s is not revalidated', (_, tags) => {
  expect(RevalidateInput.safeParse({ tags }).success).toBe(false)
})
