// tests/integration/engine-refusals.test.ts
import { Inngest } from 'inngest'
import { describe, expect, test, vi } from 'vitest'
import { claim } from '@/inngest/engine/claim'
import { NO_RETRIES, refusals } from '@/inngest/engine/config'
import { openFunctions } from '@/inngest/engine/engine'
import { engineFetch } from '@/inngest/engine/fetch'
import { sign } from '@/inngest/engine/sign'
import { sync } from '@/inngest/engine/sync'
import { perform } from '@/inngest/engine/worker'
import { Secret } from '@/lib/kernel/secret'
import { makeHandler, SERVE_URL } from '../support/inngest-fixtures'
import { testDb } from '../support/test-db'
import { quiet, SIGNING_KEY, stubEngine, testEngine } from '../support/test-engine'

// Patience for a machine that does other things too; nothing here waits for it.
vi.setConfig({ testTimeout: 60_000 })

const db = await testDb()

const config = (more: object) => ({
  id: 'app-f',
  name: 'f',
  triggers: [{ event: 't/start' }],
  steps: { step: { id: 'step', name: 'step', runtime: {}, retries: { attempts: 2 } } },
  ...more,
})

const BATCHED = { batchEvents: { maxSize: 50, timeout: '1s' } }

describe('what stops the worker before it starts', () => {
  test('nothing, when all is in order', () => {
    const all = config({
      triggers: [
        { event: 'a/*', expression: "event.data.kind == 'x'" },
        { cron: 'TZ=America/Sao_Paulo 0 3 * * *' },
      ],
      concurrency: [{ limit: 1, key: 'event.data.id', scope: 'fn' }, { limit: 5 }],
      throttle: { limit: 60, period: '1m', key: '"k-" + event.data.id', burst: 10 },
      singleton: { mode: 'skip' },
      cancel: [
        {
          event: 't/stop',
          if: 'event.data.id == async.data.id && has(async.data.why)',
          timeout: '1h',
        },
      ],
    })
    expect(refusals(all)).toEqual([])
    expect(refusals(config({ ...BATCHED, concurrency: [{ limit: 2 }] }))).toEqual([])
  })

  test.each([
    ['idempotency', { idempotency: 'event.data.id' }],
    ['rateLimit', { rateLimit: { limit: 1, period: '1h' } }],
    ['priority', { priority: { run: '1' } }],
    ['timeouts', { timeouts: { start: '1m' } }],
    ['debounce', { debounce: { period: '1s' } }],
    ['batchEvents.key', { batchEvents: { maxSize: 2, timeout: '1s', key: 'event.data.a' } }],
    ['batchEvents.maxSize', { batchEvents: { maxSize: 101, timeout: '1s' } }],
    ['batchEvents.timeout soon', { batchEvents: { maxSize: 2, timeout: 'soon' } }],
    ['batchEvents with singleton', { ...BATCHED, singleton: { mode: 'skip' } }],
    ['batchEvents with throttle', { ...BATCHED, throttle: { limit: 1, period: '1m' } }],
    [
      'batchEvents with cancel',
      { ...BATCHED, cancel: [{ event: 'x', if: 'event.data.id == async.data.id' }] },
    ],
    [
      'batchEvents with concurrency.key',
      { ...BATCHED, concurrency: [{ limit: 1, key: 'event.data.id' }] },
    ],
    ['somethingNew', { somethingNew: true }],
    ['singleton.mode', { singleton: { mode: 'cancel' } }],
    ['concurrency.scope', { concurrency: [{ limit: 1, key: '"x"', scope: 'account' }] }],
    ['concurrency (too many)', { concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] }],
    ['triggers.jitter', { triggers: [{ cron: '* * * * *', jitter: '10s' }] }],
    ['the cron 0 0 3 * * *', { triggers: [{ cron: '0 0 3 * * *' }] }],
    ['the wildcard *', { triggers: [{ event: '*' }] }],
    ['the expression event.data.id ==', { concurrency: [{ limit: 1, key: 'event.data.id ==' }] }],
    [
      '"call" in the expression size(event.data.a) > 1',
      { triggers: [{ event: 'x', expression: 'size(event.data.a) > 1' }] },
    ],
    [
      'cancelOn without an equality between the two events (async.data.n > 2)',
      { cancel: [{ event: 'x', if: 'async.data.n > 2' }] },
    ],
    ['throttle.period 8d', { throttle: { limit: 1, period: '8d' } }],
    ['retries (more than 20)', { steps: { step: { retries: { attempts: 21 } } } }],
    [NO_RETRIES, { steps: { step: {} } }],
  ] as [string, object][])('%s', (what, more) => {
    expect(refusals(config(more))).toContainEqual({ fn: 'app-f', what })
  })

  test('one line names the function, the key and where to read on', async () => {
    const client = new Inngest({ id: 'app', isDev: false, signingKey: SIGNING_KEY.reveal() })
    const fn = client.createFunction(
      { id: 'slow', retries: 1, triggers: [{ event: 'x' }], debounce: { period: '1s' } },
      async () => 1,
    )
    const handler = makeHandler(client, [fn])
    const synced = await sync({
      dispatch: (url, { method, headers, body }) =>
        handler(url, { method, headers: { ...headers }, body }),
      serveUrl: SERVE_URL,
      signingKey: SIGNING_KEY,
    })
    expect(synced).toEqual({
      ok: false,
      lines: [
        'app-slow: debounce is not supported by the embedded engine, see docs/operations/workflows.md',
      ],
    })
  })

  test('functions that do not accept our key are not run', async () => {
    const client = new Inngest({
      id: 'app',
      isDev: false,
      signingKey: '11'.repeat(32),
      logger: quiet,
    })
    const handler = makeHandler(client, [])
    const synced = await sync({
      dispatch: (url, { method, headers, body }) =>
        handler(url, { method, headers: { ...headers }, body }),
      serveUrl: SERVE_URL,
      signingKey: SIGNING_KEY,
    })
    expect(synced).toMatchObject({ ok: false })
  })
})

const SDK = { 'x-inngest-sdk': 'inngest-js:v4.24.0', 'x-inngest-req-version': '2' }
const functions = openFunctions([
  {
    id: 'app-f',
    attempts: 1,
    events: [{ event: 't/start', expression: undefined }],
    crons: [],
    cancel: [],
    concurrency: [],
  },
])

const answeredBy = async (response: () => Response) => {
  const driver = stubEngine(db, { functions, dispatch: async () => response() })
  await driver.reset()
  await driver.send({ name: 't/start' })
  await driver.drain()
  expect(await driver.violations()).toEqual([])
  const [run] = await driver.runs()
  return run
}

describe('what ends a run at once', () => {
  test.each([
    'Gateway',
    'AIGateway',
    'WaitForSignal',
    'DeferAdd',
    'DeferAbort',
    'InvokeFunction',
    'Brandnew',
  ])('the opcode %s', async (op) => {
    const run = await answeredBy(() =>
      Response.json([{ id: 'a', op, name: 'a', opts: {} }], { status: 206, headers: SDK }),
    )
    expect(run).toMatchObject({ status: 'failed', output: { name: 'UnsupportedOpcode' } })
    expect(run?.output.message).toContain(op)
  })

  test.each(['step.ai.wrap', 'step.sendSignal', 'step.realtime.publish'])(
    'a step of type %s',
    async (type) => {
      const run = await answeredBy(() =>
        Response.json([{ id: 'a', op: 'StepRun', name: 'a', opts: { type }, data: 1 }], {
          status: 206,
          headers: SDK,
        }),
      )
      expect(run).toMatchObject({ status: 'failed', output: { name: 'UnsupportedOpcode' } })
    },
  )

  test('an answer that cannot be stored has failed: its step is not run for ever', async () => {
    let calls = 0
    const op = { id: 'a\u0000', op: 'StepRun', name: 'a', opts: {}, data: 1 }
    const run = await answeredBy(() => {
      calls++
      return Response.json([op], { status: 206, headers: SDK })
    })
    expect(run).toMatchObject({ status: 'failed', output: { name: 'AnswerNotKept' } })
    expect(calls).toBe(1)
  })

  test.each([
    ['a streaming answer', () => Response.json({}, { status: 201, headers: SDK })],
    ['an answer that is not the SDK’s', () => Response.json({ fine: true })],
    ['a login page', () => new Response('<html>', { status: 200 })],
  ])('%s is an error, never a result', async (_, response) => {
    expect(await answeredBy(response)).toMatchObject({
      status: 'failed',
      output: { name: 'UnexpectedAnswer' },
    })
  })
})

describe('what the client may ask of the engine', () => {
  test.each([
    ['POST', '/v1/signals'],
    ['POST', '/v1/checkpoint'],
    ['POST', '/v1/realtime/publish'],
    ['POST', '/v1/runs/01ABC/metadata'],
    ['GET', '/v0/runs/01ABC/actions'],
    ['POST', '/fn/register'],
  ])('%s %s is answered 501, which nobody takes for success', async (method, path) => {
    const { engine } = stubEngine(db, { functions, dispatch: async () => new Response() })
    const response = await engineFetch(engine)(`http://engine.invalid${path}`, { method })
    expect(response.status).toBe(501)
    expect(await response.json()).toMatchObject({ status: 501 })
  })

  test('the same seed makes the same ids, so that a repeated send is one event', async () => {
    const { engine } = stubEngine(db, { functions, dispatch: async () => new Response() })
    const send = () =>
      engineFetch(engine)('http://engine.invalid/e/embedded', {
        method: 'POST',
        headers: { 'x-inngest-event-id-seed': '1730000000000,MDEyMzQ1Njc4OQ==' },
        body: JSON.stringify([
          { name: 'x', data: {} },
          { name: 'y', data: {} },
        ]),
      }).then((response) => response.json())
    const first = await send()
    expect(await send()).toEqual(first)
    expect(new Set((first as { ids: string[] }).ids).size).toBe(2)
  })

  test.each([
    ['a name that is too long', [{ name: 'x'.repeat(257) }]],
    ['a body over 256 KiB', [{ name: 'x', data: { text: 'x'.repeat(256 * 1024) } }]],
    ['no name', [{ data: {} }]],
  ])('%s is refused, and nothing of its batch is kept', async (_, events) => {
    const driver = stubEngine(db, { functions, dispatch: async () => new Response() })
    await driver.reset()
    const response = await engineFetch(driver.engine)('http://engine.invalid/e/embedded', {
      method: 'POST',
      body: JSON.stringify([{ name: 'good', data: {} }, ...events]),
    })
    expect(response.status).toBe(400)
    expect(await db.$client`select 1 from engine.event`).toHaveLength(0)
  })
})

describe('signatures', () => {
  const make = (client: Inngest.Any) => [
    client.createFunction(
      { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
      async () => 'ran',
    ),
  ]

  test('a call that nobody signed, or somebody else, runs nothing', async () => {
    const { handler } = await testEngine(db, { make })
    const body = '{}'
    const url = `${SERVE_URL}?fnId=contract-f&stepId=step`
    const other = sign(new Secret('ff'.repeat(32)), body, new Date())
    for (const headers of [
      {},
      { 'x-inngest-signature': other },
      { 'x-inngest-signature': 't=1&s=00' },
    ]) {
      const response = await handler(url, { method: 'POST', headers: { ...headers }, body })
      expect(response.status).toBe(401)
    }
  })

  test('an engine with the wrong key fails the run and never takes the refusal for a result', async () => {
    const driver = await testEngine(db, { make })
    const wrong = { ...driver.engine, signingKey: new Secret('ff'.repeat(32)) }
    const stub = stubEngine(db, { functions: wrong.functions, dispatch: wrong.dispatch })
    await stub.reset()
    await stub.send({ name: 't/start' })
    for (const _ of [1, 2]) {
      for (const job of (await claim(wrong, 16)).jobs) await perform(wrong, job)
    }
    expect(await stub.runs()).toMatchObject([
      { status: 'failed', output: { name: 'UnexpectedAnswer' } },
    ])
  })
})
