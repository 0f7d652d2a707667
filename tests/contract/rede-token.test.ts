// tests/contract/rede-token.test.ts
import { beforeEach, expect, test, vi } from 'vitest'
import type { HttpRequest } from '@/lib/platform/http'
import { sendHttp } from '@/lib/platform/http'
import { givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testSimulator } from '../support/test-simulator'

const simulator = await testSimulator()
let sent: HttpRequest[] = []
const { ctx, advance } = testCtx({
  http: (request) => {
    sent.push(request)
    return sendHttp(request)
  },
})
beforeEach(() => {
  sent = []
})

let serial = 0
const sell = (route: ReturnType<typeof givenRede>) =>
  route.authorize(ctx, { ...givenPayment(), reference: `T${++serial}` })
const isSale = ({ url }: HttpRequest) => url.includes('/v2/transactions')
const tokenOf = (request?: HttpRequest) => request?.headers.authorization
const asked = () => sent.filter(({ url }) => url.endsWith('/oauth2/token')).length

test('one token is asked for, however many sales need it at the same moment', async () => {
  const route = givenRede(simulator.url)
  const answers = await Promise.all(Array.from({ length: 50 }, () => sell(route)))
  expect(answers.every(({ kind }) => kind === 'done')).toBe(true)
  expect(asked()).toBe(1)
})

test('from the fifteenth minute on it is renewed once, and no sale waits for that', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  advance(14 * 60_000)
  await sell(route)
  expect(asked()).toBe(1)
  advance(2 * 60_000)
  simulator.fault('rede', 'token', 'delay', { delayMs: 300 })
  const answers = await Promise.all(Array.from({ length: 50 }, () => sell(route)))
  expect(answers.every(({ kind }) => kind === 'done')).toBe(true)
  expect(asked()).toBe(2)
  expect(sent.filter(isSale).map(tokenOf)).toEqual(Array(52).fill(tokenOf(sent[1])))
})

test('the renewed one is what the next sales go with', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  advance(16 * 60_000)
  await sell(route)
  await vi.waitFor(async () => {
    await sell(route)
    expect(new Set(sent.filter(isSale).map(tokenOf)).size).toBe(2)
  })
  expect(asked()).toBe(2)
})

test('a renewal that fails is not repeated with every sale, and the old token goes on', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  advance(16 * 60_000)
  simulator.fault('rede', 'token', 'http_500', { count: 2 })
  await sell(route)
  await vi.waitFor(() => expect(asked()).toBe(2))
  for (let i = 0; i < 5; i++) expect(await sell(route)).toMatchObject({ kind: 'done' })
  expect(asked()).toBe(2)
  advance(11_000)
  await sell(route)
  await vi.waitFor(() => expect(asked()).toBe(3))
})

test('at the twenty-third minute nothing is sent with the old one', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  advance(23 * 60_000)
  const answers = await Promise.all(Array.from({ length: 50 }, () => sell(route)))
  expect(answers.every(({ kind }) => kind === 'done')).toBe(true)
  expect(asked()).toBe(2)
  expect(new Set(sent.filter(isSale).map(tokenOf)).size).toBe(2)
})

test('one that the acquirer forgot is renewed once for all, and each sale sent again once', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  simulator.forgetTokens()
  const answers = await Promise.all(Array.from({ length: 50 }, () => sell(route)))
  expect(answers.every(({ kind }) => kind === 'done')).toBe(true)
  expect(asked()).toBe(2)
  expect(simulator.ledger.entries).toHaveLength(51)
})

test.each([
  ['an answer that is lost', 'drop_response', {}, 'no token'],
  ['a request that is lost', 'drop_request', {}, 'no token'],
  ['an error page', 'http_500', {}, 'no token'],
  ['a key that is turned away', 'return_code', { code: 'invalid_client' }, 'http_401 for a token'],
])('without a token, for %s, nothing of a sale has left', async (_, mode, more, cause) => {
  simulator.fault('rede', 'token', mode, more)
  expect(await sell(givenRede(simulator.url))).toEqual({ kind: 'not_sent', cause })
  expect(sent.filter(isSale)).toEqual([])
  expect(simulator.ledger.entries).toEqual([])
})

test('a token that is refused twice is not tried a third time', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  simulator.fault('rede', 'token', 'return_code', { code: 'invalid_client' })
  simulator.forgetTokens()
  expect(await sell(route)).toEqual({ kind: 'not_sent', cause: 'http_401 for a token' })
  expect(simulator.ledger.entries).toHaveLength(1)
})
