// tests/integration/inngest-server.test.ts
import { afterAll, describe, expect, test, vi } from 'vitest'
import { publishTo, sendFacts } from '@/inngest/send-facts'
import { Secret } from '@/lib/kernel/secret'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { recordFact } from '@/lib/platform/outbox'
import { startStandIn } from '../support/inngest-stand-in'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

/** `WORKFLOW_ENGINE=inngest`: the same functions and the same facts, on the other engine. */

// Patience for a machine that does other things too; nothing here waits for it.
vi.setConfig({ testTimeout: 60_000 })

const db = await testDb()
const { ctx } = testCtx({ db })
const signingKey = 'c0ffee00'.repeat(8)
const eventKey = 'event-key-1'
const server = await startStandIn({ eventKey, signingKey })

const { host, port, database, user, pass } = db.$client.options
vi.stubEnv('DATABASE_URL', `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`)
vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
vi.stubEnv('WORKFLOW_ENGINE', 'inngest')
vi.stubEnv('INNGEST_BASE_URL', server.url)
vi.stubEnv('INNGEST_EVENT_KEY', eventKey)
vi.stubEnv('INNGEST_SIGNING_KEY', signingKey)
vi.stubEnv('INNGEST_DEV', '1')
const route = await import('@/app/api/inngest/route')
const { tools } = await import('@/lib/platform/tools')
afterAll(() => tools.db.$client.end())
setLogLevel('silent')

const SERVE_URL = 'http://app.test/api/inngest'

type Handler = (request: Request, context: unknown) => Promise<Response>

const ask = (method: 'GET' | 'POST' | 'PUT', query: string, headers: object, body?: string) =>
  (route[method] as unknown as Handler)(
    new Request(SERVE_URL + query, {
      method,
      headers: { host: 'app.test', ...headers },
      ...(body !== undefined && { body }),
    }),
    {},
  )

const runBody = (data: object) => ({
  event: { id: 'evt_1', name: 'postback.kept', data, user: {}, ts: Date.now() },
  events: [{ id: 'evt_1', name: 'postback.kept', data, user: {}, ts: Date.now() }],
  steps: {},
  ctx: { run_id: '01RUN', attempt: 0, max_attempts: 5, stack: { stack: [], current: 0 } },
  version: -1,
})

const CALL = '?fnId=campainha-read-postback&stepId=step'
const data = { postbackId: 'pbk_none', accountId: 'acc_none' }

describe('the route', () => {
  test('runs nothing for a call that is not signed, even where INNGEST_DEV was left behind', async () => {
    const response = await ask('POST', CALL, {}, JSON.stringify(runBody(data)))
    expect(response.status).toBe(401)
  })

  test('runs nothing for a signature that is too old, or over another body', async () => {
    const body = runBody(data)
    const old = server.sign(body, Math.floor(Date.now() / 1000) - 360)
    const other = server.sign({ ...body, steps: { forged: { data: 1 } } })
    for (const signature of [old.signature, other.signature]) {
      const response = await ask('POST', CALL, { 'x-inngest-signature': signature }, old.text)
      expect(response.status).toBe(401)
    }
  })

  test('answers a signed call, and signs its answer', async () => {
    const { text, signature } = server.sign(runBody(data))
    const response = await ask('POST', CALL, { 'x-inngest-signature': signature }, text)
    const answer = await response.text()
    expect([200, 206]).toContain(response.status)
    expect(server.isSigned(answer, response.headers.get('x-inngest-signature'))).toBe(true)
  })

  test('registers every function with the server, under the hashed key', async () => {
    const { signature } = server.sign(undefined)
    const response = await ask('PUT', '', { 'x-inngest-signature': signature })
    expect(response.status).toBe(200)
    const [registered] = server.registered
    expect(registered?.authorization).toBe(server.bearer)
    const { functions } = await import('@/inngest/functions')
    const ids = registered?.body.functions.map(({ id }) => id) ?? []
    for (const fn of functions) expect(ids).toContain(fn.id('campainha'))
  })

  test('tells a stranger nothing about itself', async () => {
    expect((await ask('GET', '', {})).status).toBe(401)
    const { signature } = server.sign(undefined)
    const response = await ask('GET', '', { 'x-inngest-signature': signature })
    expect(await response.json()).toMatchObject({ mode: 'cloud' })
  })
})

describe('the relay', () => {
  const publish = publishTo({ baseUrl: server.url, eventKey: new Secret(eventKey), http: sendHttp })
  const given = (count: number, from = 0) =>
    db.transaction(async (tx) => {
      for (let n = from; n < from + count; n++) {
        await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: `sale_${n}` } })
      }
    })

  test('sends each fact under its own id, with the account it belongs to, in batches', async () => {
    await given(1_200)
    expect(await sendFacts(ctx, publish)).toBe(1_200)
    expect(server.requests.map((batch) => batch.length)).toEqual([500, 500, 200])
    expect(new Set(server.events.map(({ id }) => id)).size).toBe(1_200)
    expect(server.events[0]).toMatchObject({
      id: expect.stringMatching(/^fct_/),
      name: 'sale.paid',
      data: { saleId: 'sale_0', accountId: ctx.actor.accountId },
    })
    expect(await sendFacts(ctx, publish)).toBe(0)
  })

  test('keeps what the server did not take, and sends it again under the same ids', async () => {
    server.events.length = 0
    await given(3, 2_000)
    server.breakFor(1)
    await expect(sendFacts(ctx, publish)).rejects.toThrow('status 500')
    expect(server.events).toHaveLength(0)
    expect(await sendFacts(ctx, publish)).toBe(3)
    expect(server.events).toHaveLength(3)
  })

  test('does not take a wrong event key for a success', async () => {
    await given(1, 3_000)
    const wrong = publishTo({ baseUrl: server.url, eventKey: new Secret('other'), http: sendHttp })
    await expect(sendFacts(ctx, wrong)).rejects.toThrow('status 404')
    expect(await sendFacts(ctx, publish)).toBe(1)
  })
})
