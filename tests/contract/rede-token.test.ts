// tests/contract/rede-token.test.ts
import { beforeEach, expect, test } from 'vitest'
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
const asked = () => sent.filter(({ url }) => url.endsWith('/oauth2/token')).length

test('one token is asked for, however many sales need it at the same moment', async () => {
  const route = givenRede(simulator.url)
  const answers = await Promise.all(Array.from({ length: 20 }, () => sell(route)))
  expect(answers.every(({ kind }) => kind === 'done')).toBe(true)
  expect(asked()).toBe(1)
})

test('it is renewed before it ends, while it still works', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  advance(15 * 60_000)
  await sell(route)
  expect(asked()).toBe(1)
  advance(5 * 60_000)
  await sell(route)
  expect(asked()).toBe(2)
})

test('one that the acquirer forgot is renewed, and the sale sent again once', async () => {
  const route = givenRede(simulator.url)
  await sell(route)
  simulator.forgetTokens()
  expect(await sell(route)).toMatchObject({ kind: 'done' })
  expect(asked()).toBe(2)
  expect(simulator.ledger.entries).toHaveLength(2)
})

test('without a token nothing has left', async () => {
  simulator.fault('rede', 'token', 'drop_response')
  expect(await sell(givenRede(simulator.url))).toEqual({ kind: 'not_sent', cause: 'no token' })
  expect(simulator.ledger.entries).toEqual([])
})
