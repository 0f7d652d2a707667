// tests/support/inngest-fixtures.ts
import { readdirSync, readFileSync } from 'node:fs'
import { type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from 'inngest'
import { serve } from 'inngest/edge'

const FOLDER = 'tests/fixtures/inngest'
export const SERVE_URL = 'http://app.test/api/inngest'

type Body = { readonly [key: string]: unknown }

export type SdkCall = {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
  readonly response: { readonly status: number; readonly body?: unknown }
}

export type Exchange = {
  readonly run?: string
  readonly anyOrder?: string
  readonly request: {
    readonly method: string
    readonly query: Readonly<Record<string, string>>
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: Body
  }
  readonly sdkCalls?: readonly SdkCall[]
  readonly checkpoints?: readonly SdkCall[]
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

export type Scenario = {
  readonly scenario: string
  readonly title: string
  readonly tier: 'subset' | 'closed'
  readonly functions: readonly {
    readonly config: Body & { id: string }
    readonly source?: string[]
  }[]
  readonly anyOrderGroups?: Readonly<Record<string, readonly string[]>>
  readonly send: readonly { readonly name: string; readonly data: object; readonly id?: string }[]
  readonly exchanges: readonly Exchange[]
  readonly systemEvents?: readonly { readonly name: string }[]
  readonly expect: {
    readonly runs: readonly {
      readonly run: string
      readonly fn: string
      readonly status: string
      readonly output?: unknown
    }[]
  }
}

export const readFixture = (name: string) =>
  JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')) as unknown

export const scenarios = readdirSync(FOLDER)
  .filter((file) => /^(0[1-9]|[12]\d)-/.test(file))
  .sort()
  .map((file) => readFixture(file.replace('.json', '')) as Scenario)

/** The constants that every request body has and no fixture repeats. */
export function fullBody(body: Body): Body {
  const ctx = { env: '', step_id: 'step', use_api: false, ...(body.ctx as Body) }
  return { defers: {}, use_api: false, events: [body.event], ...body, ctx }
}

type AnyFunction = InngestFunction.Any

/** The recorded functions, made from their own text with this client. */
export function makeFunctions(
  client: Inngest.Any,
  sources: readonly (readonly string[])[],
): AnyFunction[] {
  const fns: Record<string, AnyFunction> = {}
  return sources.map((lines) => {
    const make = new Function(
      'inngest',
      'NonRetriableError',
      'RetryAfterError',
      'fns',
      `return ${lines.join('\n')}`,
    )
    const made = make(client, NonRetriableError, RetryAfterError, fns) as AnyFunction
    fns[made.id(undefined)] = made
    return made
  })
}

export const sourcesOf = ({ functions }: Pick<Scenario, 'functions'>) =>
  functions.flatMap(({ source }) => (source === undefined ? [] : [source]))

/** `serve()` of the SDK, called in process. The edge adapter needs a host header. */
export function makeHandler(client: Inngest.Any, functions: AnyFunction[]) {
  const handler = serve({ client, functions })
  return (url: string, init: RequestInit) =>
    handler(
      new Request(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), host: new URL(url).host },
      }),
    )
}

export const EVENT_TS = 1_730_000_000_000

const VALUES: Readonly<Record<string, unknown>> = {
  '<ts>': EVENT_TS,
  '<stack>': 'Error: here\n    at there',
  '<event-key>': 'NO_EVENT_KEY_SET',
  '<cron-slot>': '2026-11-21T21:20:00Z',
  '<uuid of the function>': '5f0c1f1e-0000-4000-8000-000000000001',
  '<iso:event.ts+3000>': new Date(EVENT_TS + 3000).toISOString(),
}

/** A concrete value for each placeholder, always the same, to send to the SDK. */
export function fill<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, node) => {
    if (typeof node !== 'string') return node
    if (Object.hasOwn(VALUES, node)) return VALUES[node]
    return node
      .replace('<event-key>', 'NO_EVENT_KEY_SET')
      .replace(/<(run|event|job|lease|qi|request):(\d+)>/g, (_all, kind, n) => `${kind}-${n}`)
  }) as T
}

export type Bindings = Map<string, string>

/**
 * Where two values differ, as paths. A placeholder of the expected side matches what its kind
 * allows; one with a number means the same text everywhere.
 */
export function differences(
  expected: unknown,
  actual: unknown,
  bindings: Bindings = new Map(),
  path = '$',
): string[] {
  if (typeof expected === 'string' && /^<.*>$|<(run|event|job|lease):\d+>/.test(expected)) {
    return holds(expected, actual, bindings)
      ? []
      : [`${path}: ${expected} is ${JSON.stringify(actual)}`]
  }
  if (typeof expected !== 'object' || expected === null) {
    return expected === actual
      ? []
      : [`${path}: ${JSON.stringify(expected)} is ${JSON.stringify(actual)}`]
  }
  if (
    typeof actual !== 'object' ||
    actual === null ||
    Array.isArray(expected) !== Array.isArray(actual)
  ) {
    return [`${path}: an object is ${JSON.stringify(actual)}`]
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return [...keys].flatMap((key) => {
    if (key === 'timing' || key === 'featureObservations') return []
    const [left, right] = [(expected as Body)[key], (actual as Body)[key]]
    return differences(left, right, bindings, `${path}.${key}`)
  })
}

function holds(expected: string, actual: unknown, bindings: Bindings): boolean {
  if (expected === '<ts>') return typeof actual === 'number'
  if (typeof actual !== 'string') return false
  if (expected === '<stack>') return actual.length > 0
  if (expected === '<cron-slot>') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(actual)
  if (expected.startsWith('<iso:')) return !Number.isNaN(Date.parse(actual))
  if (expected === '<event-key>' || expected === '<uuid of the function>') return actual !== ''
  if (expected === '<zod message>' || expected === '<millis>,<base64 of 10 random bytes>')
    return actual !== ''
  return bound(expected, actual, bindings)
}

function bound(expected: string, actual: string, bindings: Bindings): boolean {
  const names = [...expected.matchAll(/<(?:run|event|job|lease|qi|request):\d+>/g)].map(
    ([name]) => name,
  )
  const pattern = expected
    .split(/<(?:run|event|job|lease|qi|request):\d+>/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.+)')
  const found = new RegExp(`^${pattern}$`).exec(actual)
  if (found === null) return false
  return names.every((name, i) => {
    const value = found[i + 1] ?? ''
    if (!bindings.has(name)) bindings.set(name, value)
    return bindings.get(name) === value
  })
}
