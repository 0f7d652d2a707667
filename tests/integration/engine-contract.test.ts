// tests/integration/engine-contract.test.ts
import { describe, expect, test, vi } from 'vitest'
import { readConfig, refusals } from '@/inngest/engine/config'
import { type Call, openFunctions } from '@/inngest/engine/engine'
import { engineFetch } from '@/inngest/engine/fetch'
import {
  type Bindings,
  differences,
  type Exchange,
  fullBody,
  makeFunctions,
  type Scenario,
  type SdkCall,
  scenarios,
  sourcesOf,
} from '../support/inngest-fixtures'
import { testDb } from '../support/test-db'
import { stubEngine, testEngine } from '../support/test-engine'

// Patience for a machine that does other things too; nothing here waits for it.
vi.setConfig({ testTimeout: 60_000 })

const db = await testDb()

const subset = scenarios.filter(({ tier }) => tier === 'subset')

type Asked = { readonly query: Record<string, string>; readonly body: Record<string, unknown> }
type Ctx = { run_id: string; attempt: number; stack: { stack: string[]; current: number } }

const ctxOf = (body: Record<string, unknown>) => body.ctx as Ctx

/** Answers each request from the recording, by run, step, attempt and what is remembered. */
function recorded(scenario: Scenario, fetchOf: () => typeof fetch) {
  const left = [...scenario.exchanges]
  const asked: Asked[] = []
  const strangers: unknown[] = []
  const bindings: Bindings = new Map()
  const dispatch = async (url: string, { body: text }: Call) => {
    const query = Object.fromEntries(new URL(url).searchParams)
    const body = JSON.parse(text)
    if (query.fnId === SPY) return answer({ status: 200, headers: {}, body: null })
    asked.push({ query, body })
    const found = left.findIndex((exchange) => same(scenario, exchange, { query, body }, bindings))
    const [exchange] = found === -1 ? [] : left.splice(found, 1)
    if (exchange === undefined) {
      strangers.push({
        query,
        body: text,
        closest: left[0] && compare(scenario, left[0], { query, body }, new Map(bindings)),
      })
      return answer({
        status: 500,
        headers: { 'x-inngest-no-retry': 'true' },
        body: { name: 'Stranger', message: '' },
      })
    }
    compare(scenario, exchange, { query, body }, bindings)
    for (const sent of exchange.sdkCalls ?? []) await sendLikeTheSdk(sent, fetchOf(), bindings)
    return answer(bind(exchange.response, bindings, body))
  }
  return { dispatch, left, strangers, bindings, asked }
}

/** The recording cannot send events; its client would have, and learnt their ids. */
async function sendLikeTheSdk(call: SdkCall, answer: typeof fetch, bindings: Bindings) {
  const events = call.body as { ts: unknown }[]
  const response = await answer(`http://engine.invalid${call.path.replace(/<.*>/, 'embedded')}`, {
    method: 'POST',
    headers: { 'x-inngest-event-id-seed': '1730000000000,MDEyMzQ1Njc4OQ==' },
    body: JSON.stringify(events.map((event) => ({ ...event, ts: 1 }))),
  })
  expect(differences(call.response.body, await response.json(), bindings)).toEqual([])
}

const SPY = 'contract-spy'

const answer = ({ status, headers, body }: Exchange['response']) =>
  Response.json(body, {
    status,
    headers: { ...headers, 'x-inngest-sdk': 'inngest-js:v4.24.0', 'x-inngest-req-version': '2' },
  })

/** Placeholders of an answer become what the requests taught; new ids are made up. */
function bind<T>(value: T, bindings: Bindings, body: Record<string, unknown>): T {
  const event = body.event as { ts: number; id: string }
  return JSON.parse(JSON.stringify(value), (_, node) => {
    if (node === '<stack>') return 'Error: here'
    if (node === '<cron-slot>') return event.id
    if (node === '<iso:event.ts+3000>') return new Date(event.ts + 3000).toISOString()
    if (typeof node !== 'string') return node
    return node.replace(/<(?:run|event):\d+>/g, (name) => bindings.get(name) ?? name)
  })
}

const same = (scenario: Scenario, exchange: Exchange, asked: Asked, bindings: Bindings) =>
  compare(scenario, exchange, asked, new Map(bindings)).length === 0

/** As `00-index.json` says: members of an unordered group do not see each other. */
function compare(scenario: Scenario, exchange: Exchange, asked: Asked, bindings: Bindings) {
  const { query, body = {} } = exchange.request
  const group = scenario.anyOrderGroups?.[exchange.anyOrder ?? '']
  const others = Object.values(scenario.anyOrderGroups ?? {}).flat()
  const expected = sorted(without(fullBody(body), group ?? []), others)
  const actual = sorted(without(asked.body, group ?? []), others)
  return [...differences(query, asked.query, bindings), ...differences(expected, actual, bindings)]
}

function without(body: Record<string, unknown>, ids: readonly string[]) {
  const ctx = ctxOf(body)
  const stack = ctx.stack.stack.filter((id) => !ids.includes(id))
  const steps = Object.entries(body.steps as object).filter(([id]) => !ids.includes(id))
  return {
    ...body,
    steps: Object.fromEntries(steps),
    ctx: { ...ctx, stack: { stack, current: stack.length } },
  }
}

function sorted(body: Record<string, unknown>, ids: readonly string[]) {
  const ctx = ctxOf(body)
  const grouped = ctx.stack.stack.filter((id) => ids.includes(id)).sort()
  const stack = ctx.stack.stack.map((id) => (ids.includes(id) ? (grouped.shift() ?? id) : id))
  return { ...body, ctx: { ...ctx, stack: { ...ctx.stack, stack } } }
}

const spyOn = ({ systemEvents = [] }: Scenario) => ({
  id: SPY,
  name: 'spy',
  triggers: [...new Set(systemEvents.map(({ name }) => name))].map((event) => ({ event })),
  steps: { step: { retries: { attempts: 0 } } },
})

async function play({ send, scenario }: Scenario, driver: ReturnType<typeof stubEngine>) {
  if (scenario.startsWith('22')) {
    await driver.plan()
    driver.advance(5 * 60_000)
    await Promise.all([driver.fire(), driver.fire()])
  }
  for (const event of send) {
    await driver.send(event)
    await driver.settle()
  }
  await driver.drain()
}

describe('the engine asks what was recorded, the SDK being a recording', () => {
  test.each(subset)('$scenario: $title', async (scenario) => {
    let answerSdk: typeof fetch | undefined
    const tape = recorded(scenario, () => answerSdk ?? fetch)
    const configs = [...scenario.functions.map(({ config }) => config), spyOn(scenario)]
    const functions = openFunctions(configs.map(readConfig))
    const driver = stubEngine(db, { functions, dispatch: tape.dispatch })
    answerSdk = engineFetch(driver.engine)
    await driver.reset()
    await play(scenario, driver)

    expect(tape.strangers).toEqual([])
    expect(tape.left.map(({ request }) => request.query)).toEqual([])
    expect(await driver.violations()).toEqual([])
    await expectEnds(scenario, driver, tape.bindings)
    for (const event of scenario.systemEvents ?? []) {
      const rows = await db.$client<
        { body: string }[]
      >`select body from engine.event where name = ${event.name}`
      const bodies = rows
        .map(({ body }) => JSON.parse(body))
        .filter(({ data }) => data.function_id !== SPY)
      expect(
        bodies.some((body) => differences(event, body, new Map(tape.bindings)).length === 0),
      ).toBe(true)
    }
  })
})

async function expectEnds(
  scenario: Scenario,
  driver: ReturnType<typeof stubEngine>,
  bindings: Bindings,
) {
  const ended = (await driver.runs()).filter(({ fn }) => fn !== SPY)
  expect(ended).toHaveLength(scenario.expect.runs.length)
  for (const { fn, status, output = null } of scenario.expect.runs) {
    const differing = ended.map((run) =>
      differences(
        { fn, status, output },
        { fn: run.fn, status: run.status, output: run.output },
        new Map(bindings),
      ),
    )
    expect(differing.sort((a, b) => a.length - b.length)[0]).toEqual([])
  }
}

describe.each([{ checkpointing: false }, { checkpointing: true }])(
  'the real SDK, %j',
  (settings) => {
    test.each(subset)('$scenario: $title', async (scenario) => {
      const driver = await testEngine(db, {
        settings,
        make: (client) => makeFunctions(client, sourcesOf(scenario)),
      })
      await driver.reset()
      await play(scenario, driver)
      expect(await driver.violations()).toEqual([])
      await expectEnds(scenario, driver, new Map())
    })
  },
)

describe('what no feature needs yet is refused', () => {
  const closed = (prefix: string) => {
    const scenario = scenarios.find((each) => each.scenario.startsWith(prefix))
    if (scenario === undefined) throw new Error(prefix)
    return scenario
  }

  test.each([
    ['25', 'idempotency'],
    ['27', 'debounce'],
  ])('%s: the worker does not start with %s', (prefix, what) => {
    const [first] = closed(prefix).functions
    const found = refusals(first?.config).map((refusal) => refusal.what)
    expect(found).toContain(what)
  })

  test.each([
    ['15', 'InvokeFunction'],
    ['19', 'group.parallel race'],
  ])('%s: the run ends at once, naming %s', async (prefix, what) => {
    const scenario = closed(prefix)
    const driver = await testEngine(db, {
      make: (client) => makeFunctions(client, sourcesOf(scenario)),
    })
    await driver.reset()
    await play(scenario, driver)
    const [run] = await driver.runs()
    expect(run).toMatchObject({ status: 'failed', output: { name: 'UnsupportedOpcode' } })
    expect(run?.output.message).toContain(what)
  })

  test('18: a plain race cannot be told from a group, and resumes after all', async () => {
    const scenario = closed('18')
    const driver = await testEngine(db, {
      make: (client) => makeFunctions(client, sourcesOf(scenario)),
    })
    await driver.reset()
    await play(scenario, driver)
    await expectEnds(scenario, driver, new Map())
  })
})
