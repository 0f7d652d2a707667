// tests/contract/inngest-sdk.test.ts
import { Inngest } from 'inngest'
import { describe, expect, test, vi } from 'vitest'
import { canonical, isSigned, type Json, sign } from '@/inngest/engine/sign'
import { Secret } from '@/lib/kernel/secret'
import {
  differences,
  type Exchange,
  fill,
  fullBody,
  makeFunctions,
  makeHandler,
  readFixture,
  type SdkCall,
  SERVE_URL,
  scenarios,
  sourcesOf,
} from '../support/inngest-fixtures'

/** What the installed SDK asks and answers is what was recorded: an update that differs shows here. */

const IGNORED = [
  'mode',
  'rawArgs',
  'hashedId',
  'promise',
  'fulfilled',
  'hasStepState',
  'handled',
  'middleware',
  'memoizationDeferred',
  'transformedResultPromise',
  'input',
  'fn',
  'colocated',
  'timing',
]

const withoutInternals = (step: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(step).filter(([key]) => !IGNORED.includes(key)))

type Asked = { path: string; headers: Headers; body: unknown; method: string }

function openSdk(sources: readonly (readonly string[])[], answers: readonly SdkCall[] = []) {
  const asked: Asked[] = []
  const waiting = [...answers]
  const client = new Inngest({
    id: 'contract',
    isDev: true,
    baseUrl: 'http://engine.invalid',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const text = await request.text()
      const body = text === '' ? undefined : JSON.parse(text)
      asked.push({
        path: url.pathname + url.search,
        headers: request.headers,
        body,
        method: request.method,
      })
      const answer = waiting.length > 1 ? waiting.shift() : waiting[0]
      const { status, body: said = {} } = fill(answer?.response ?? { status: 501 })
      return Response.json(said, { status })
    },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  })
  const functions = makeFunctions(client, sources)
  return { client, asked, handler: makeHandler(client, functions) }
}

async function replay(exchange: Exchange, sources: readonly (readonly string[])[], raw = false) {
  const calls = exchange.sdkCalls ?? exchange.checkpoints ?? []
  const { asked, handler } = openSdk(sources, calls)
  const { method, query, headers, body } = fill(exchange.request)
  const url = `${SERVE_URL}?${new URLSearchParams(query)}`
  const sent = body === undefined ? {} : { body: JSON.stringify(raw ? body : fullBody(body)) }
  const response = await handler(url, { method, headers: { ...headers }, ...sent })
  const text = await response.text()

  expect(response.status).toBe(exchange.response.status)
  for (const [name, value] of Object.entries(exchange.response.headers)) {
    expect(response.headers.get(name)).toBe(value)
  }
  if (response.status !== 401 && response.status !== 405) {
    expect(response.headers.get('x-inngest-sdk')).toBe('inngest-js:v4.24.0')
    expect(response.headers.get('x-inngest-req-version')).toBe('2')
  }
  let answered: unknown = text === '' ? '' : JSON.parse(text)
  if (Array.isArray(answered)) answered = answered.map(withoutInternals)
  const wanted = fill(exchange.response.body)
  const expected = Array.isArray(wanted) ? wanted.map(withoutInternals) : wanted
  expect(differences(restack(expected), restack(answered))).toEqual([])
  if (calls.length > 0 && (calls[0]?.response.status ?? 0) < 500)
    expect(asked).toHaveLength(calls.length)
  for (const [i, call] of calls.entries()) expectAsked(call, asked[i])
}

/** A stack is any text that is not empty. */
const restack = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, node) =>
    key === 'stack' && typeof node === 'string' && node !== '' ? 'stack' : node,
  )

function expectAsked(call: SdkCall, asked: Asked | undefined) {
  expect(asked?.path).toBe(fill(call).path)
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    if (value.startsWith('<')) expect(asked?.headers.get(name)).toMatch(/^\d+,[\w+/=]+$/)
    else if (value === 'Bearer') expect(asked?.headers.get(name)).toMatch(/^Bearer/)
    else expect(asked?.headers.get(name)).toBe(value)
  }
  const body = asked?.body as { steps?: Record<string, unknown>[] }
  const cleaned = Array.isArray(body?.steps)
    ? { ...body, steps: body.steps.map(withoutInternals) }
    : body
  const expected = JSON.parse(JSON.stringify(call.body), (_, node) =>
    typeof node !== 'string' || node === '<ts>' || node.startsWith('<the functions')
      ? node
      : fill(node),
  )
  if (typeof expected === 'object' && expected !== null && 'functions' in expected) {
    expected.functions = (cleaned as { functions?: unknown }).functions
  }
  expect(differences(expected, cleaned)).toEqual([])
}

const bySource = new Map(
  scenarios.flatMap(({ functions }) =>
    functions.flatMap(({ config, source }) => (source ? [[config.id, source] as const] : [])),
  ),
)
const everySource = [...bySource.values()]

describe.each(scenarios)('$scenario: $title', (scenario) => {
  test.each(scenario.exchanges.map((exchange, n) => ({ n, exchange })))(
    'exchange $n',
    ({ exchange }) => replay(exchange, sourcesOf(scenario)),
  )

  test('is configured as it was recorded', async () => {
    const { handler } = openSdk(sourcesOf(scenario))
    const response = await handler(SERVE_URL, {
      method: 'PUT',
      headers: { 'x-inngest-sync-kind': 'in_band' },
      body: JSON.stringify({ url: SERVE_URL }),
    })
    const { functions } = (await response.json()) as { functions: { id: string }[] }
    for (const { config } of scenario.functions) {
      expect(functions.find(({ id }) => id === config.id)).toEqual(config)
    }
  })
})

describe('p02: single calls', () => {
  const { scenario, title, ...calls } = readFixture('p02-calls') as Record<string, unknown>
  test.each(Object.entries(calls) as [string, Exchange][])('%s', async (name, exchange) => {
    if (name === 'stepNotFound') vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const replayed = replay(exchange, everySource, true)
      if (name === 'stepNotFound') await vi.advanceTimersByTimeAsync(11_000)
      await replayed
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('p03: checkpointing', () => {
  const { scenario, title, note, ...parts } = readFixture('p03-checkpointing') as Record<
    string,
    unknown
  >
  const all = Object.entries(parts).flatMap(([name, part]) => {
    const { exchanges, ...single } = part as Exchange & { exchanges?: Exchange[] }
    return (exchanges ?? [single]).map((exchange, n) => ({ name, n, exchange }))
  })
  test.each(all)('$name $n', ({ exchange, name }) =>
    replay(exchange, everySource, name === 'fnIdWithoutQiId'),
  )
})

describe('p04: events', () => {
  const { stepSendEvent, clientSend } = readFixture('p04-events') as {
    stepSendEvent: Exchange
    clientSend: { sdkCalls: SdkCall[]; returned: unknown }
  }
  test('a step sends as it was recorded', () => replay(stepSendEvent, everySource))

  test('the client sends as it was recorded', async () => {
    const { client, asked } = openSdk([], clientSend.sdkCalls)
    const returned = await client.send([
      { name: 't/x', data: { a: 1 } },
      { name: 't/y', id: 'my-id', ts: 1730000000001, data: {}, v: '2' } as { name: string },
    ])
    expect(returned).toEqual(fill(clientSend.returned))
    const [call] = clientSend.sdkCalls
    if (call) expectAsked(call, asked[0])
  })
})

describe('p01: sync, probe, introspection', () => {
  const { scenario, title, ...calls } = readFixture('p01-sync') as Record<string, unknown>
  const extra = [
    [
      'inngest.createFunction(',
      '{ id: "everything", retries: 2, triggers: [{ event: "t/all", if: "event.data.ok == true" }, { event: "t/all.*" }],',
      'rateLimit: { limit: 5, period: "1h", key: "event.data.u" }, throttle: { limit: 60, period: "1m", key: "event.data.k", burst: 10 },',
      'concurrency: [{ limit: 5, key: "event.data.k" }, { limit: 50 }], priority: { run: "event.data.vip ? 120 : 0" },',
      'timeouts: { start: "10m", finish: "1h" }, singleton: { mode: "skip", key: "event.data.u" },',
      'cancelOn: [{ event: "t/stop", match: "data.id", timeout: "1h" }] }, async () => 1)',
    ],
    [
      'inngest.createFunction({ id: "croncfg", retries: 0, singleton: { mode: "skip" },',
      'triggers: [{ cron: "TZ=America/Sao_Paulo 0 3 * * *" }] }, async () => 1)',
    ],
  ]
  const order = [
    'basic',
    'exhaustfail',
    'cancelme',
    'ticker',
    'conc',
    'throttled',
    'idem',
    'deb',
    'batch',
  ]
  const rest = ['retryok', 'exhaustcatch', 'parallel', 'sender', 'sleeper']
  const named = (names: string[]) => names.map((name) => bySource.get(`contract-${name}`) ?? [])
  const sources = [...named(order), ...extra, ...named(rest)]

  test.each(Object.entries(calls) as [string, Exchange][])('%s', (_, exchange) =>
    replay(exchange, sources, true),
  )
})

describe('p05: signatures', () => {
  const { vectors, cases } = readFixture('p05-signatures') as {
    vectors: Record<
      'signingKey' | 'jcs' | 'signature' | 'emptyBodySignature' | 'apiBearer',
      string
    > & {
      t: number
      body: Json
    }
    cases: { case: string; status: number; body: unknown; responseHeaders: string[] }[]
  }
  const key = new Secret(vectors.signingKey)
  const other = new Secret('signkey-test-ffeeddccbbaa99887766554433221100')
  const asked: { path: string; authorization: string | null }[] = []

  const handler = (signingKey: string | undefined, fallback?: string) => {
    const client = new Inngest({
      id: 'contract',
      isDev: false,
      baseUrl: 'http://engine.invalid',
      eventKey: 'event-key-1',
      ...(signingKey && { signingKey }),
      ...(fallback && { signingKeyFallback: fallback }),
      fetch: async (input, init) => {
        const request = new Request(input, init)
        asked.push({
          path: new URL(request.url).pathname,
          authorization: request.headers.get('authorization'),
        })
        return Response.json({ ok: true, modified: true })
      },
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    })
    const nostep =
      'inngest.createFunction({ id: "nostep", retries: 0, triggers: [{ event: "t/nostep" }] }, async ({ event }) => ({ echo: event.data }))'
    return makeHandler(client, makeFunctions(client, [[nostep]]))
  }

  const body = JSON.stringify({ ...(vectors.body as object) })
  const callUrl = `${SERVE_URL}?fnId=contract-nostep&stepId=step`
  const minutes = (n: number) => new Date(Date.now() + n * 60_000)
  const signed = (text: string, at = new Date(), by = key) => ({
    'x-inngest-signature': sign(by, text, at),
  })
  const inBand = canonical({ url: SERVE_URL })
  const inBandHeaders = { 'x-inngest-sync-kind': 'in_band' }
  const post = (headers: object, sent = vectors.jcs): RequestInit => ({
    method: 'POST',
    headers: { ...headers },
    body: sent,
  })

  const requests: Readonly<
    Record<
      string,
      () => [string, RequestInit, ((string | undefined)[] | undefined)?, Record<string, string>?]
    >
  > = {
    'call without signature': () => [callUrl, post({})],
    'call, JCS body, signature over it': () => [callUrl, post(signed(vectors.jcs))],
    'call, other key order in the body, signature over those bytes': () => [
      callUrl,
      post(signed(body), body),
    ],
    'call, other key order in the body, signature over the JCS form': () => [
      callUrl,
      post(signed(vectors.jcs), body),
    ],
    'call, signature 6 minutes old': () => [callUrl, post(signed(vectors.jcs, minutes(-6)))],
    'call, signature 4 minutes old': () => [callUrl, post(signed(vectors.jcs, minutes(-4)))],
    'call, signature 6 minutes in the future': () => [
      callUrl,
      post(signed(vectors.jcs, minutes(6))),
    ],
    'call signed with the fallback key': () => [
      callUrl,
      post(signed(vectors.jcs, new Date(), other)),
      [vectors.signingKey, other.reveal()],
    ],
    'GET unsigned': () => [SERVE_URL, { method: 'GET', headers: {} }],
    'GET signed over the empty string': () => [SERVE_URL, { method: 'GET', headers: signed('') }],
    'PUT out-of-band unsigned': () => [SERVE_URL, { method: 'PUT', headers: {} }],
    'PUT in-band unsigned': () => [
      SERVE_URL,
      { method: 'PUT', headers: inBandHeaders, body: inBand },
    ],
    'PUT in-band signed': () => [
      SERVE_URL,
      { method: 'PUT', headers: { ...inBandHeaders, ...signed(inBand) }, body: inBand },
    ],
    'trust probe unsigned': () => [`${SERVE_URL}?probe=trust`, post({}, '{}')],
    'trust probe signed': () => [`${SERVE_URL}?probe=trust`, post(signed('{}'), '{}')],
    'PUT out-of-band unsigned, INNGEST_ENABLE_UNAUTHED_SYNC=0': () => [
      SERVE_URL,
      { method: 'PUT', headers: {} },
      undefined,
      { INNGEST_ENABLE_UNAUTHED_SYNC: '0' },
    ],
    'PUT in-band signed, INNGEST_ALLOW_IN_BAND_SYNC=0': () => [
      SERVE_URL,
      { method: 'PUT', headers: { ...inBandHeaders, ...signed(inBand) }, body: inBand },
      undefined,
      { INNGEST_ALLOW_IN_BAND_SYNC: '0' },
    ],
    'cloud mode without a signing key': () => [callUrl, post(signed(vectors.jcs)), [undefined]],
  }

  test.each(cases)('$case', async (expected) => {
    const [url, init, keys = [vectors.signingKey], variables = {}] = requests[
      expected.case
    ]?.() ?? ['', {}]
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
    try {
      const response = await handler(keys[0], keys[1])(url, init)
      const text = await response.text()
      expect(response.status).toBe(expected.status)
      for (const name of expected.responseHeaders) expect(response.headers.has(name)).toBe(true)
      if (expected.body !== '<json>') {
        expect(text === '' ? '' : JSON.parse(text)).toEqual(expected.body)
      }
      if (response.status === 200 && response.headers.has('x-inngest-signature')) {
        const signature = response.headers.get('x-inngest-signature')
        const by = keys[1] === undefined ? key : other
        expect(isSigned(by, text, signature, new Date())).toBe(true)
      }
    } finally {
      vi.unstubAllEnvs()
    }
  })

  test('the bytes of a signature are the recorded ones', () => {
    const at = new Date(vectors.t * 1000)
    expect(canonical(vectors.body)).toBe(vectors.jcs)
    expect(sign(key, vectors.jcs, at)).toBe(vectors.signature)
    expect(sign(key, '', at)).toBe(vectors.emptyBodySignature)
  })

  test('the client registers with the hashed key', () => {
    const registered = asked.find(({ path }) => path === '/fn/register')
    expect(registered?.authorization).toBe(vectors.apiBearer)
  })
})
