// tests/architecture/workflows.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { equalityOf, keyOf } from '@/inngest/engine/cel'
import { type Fn, refusals } from '@/inngest/engine/config'
import { sync } from '@/inngest/engine/sync'
import { Secret } from '@/lib/kernel/secret'
import { makeHandler, SERVE_URL } from '../support/inngest-fixtures'

/** What neither engine promises, or only one: docs/operations/workflows.md. */
const REFUSED_CALLS = [
  /^step\.(fetch|invoke|waitForSignal|sendSignal|ai|realtime|metadata|experiment)\b/,
  /^group\.(parallel|experiment)\b/,
  /^Promise\.(race|any)$/,
  /(^|\.)defer$/,
]

const REFUSED_OPTIONS = [
  'idempotency',
  'rateLimit',
  'priority',
  'timeouts',
  'debounce',
  'jitter',
  'scope',
]

const REFUSED_IMPORTS = /^(inngest\/(connect|experimental|internals|test)|@inngest\/)/

/** A value that another replay would see differently belongs into a step. */
const UNREPEATABLE = /^(Date\.now|Math\.random|crypto\.randomUUID|performance\.now)$/

type Finding = string

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

const calls = (node: ts.Node, pattern: RegExp, file: ts.SourceFile) => {
  const found: ts.CallExpression[] = []
  walk(node, (each) => {
    if (ts.isCallExpression(each) && pattern.test(each.expression.getText(file))) found.push(each)
  })
  return found
}

const property = (object: ts.Expression | undefined, name: string) =>
  object && ts.isObjectLiteralExpression(object)
    ? object.properties.find((each) => each.name?.getText() === name)
    : undefined

function inStep(node: ts.Node, file: ts.SourceFile): boolean {
  for (let here = node.parent; here !== undefined; here = here.parent) {
    if (ts.isCallExpression(here) && here.expression.getText(file) === 'step.run') return true
  }
  return false
}

function findingsIn(name: string, source: string): Finding[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  const found: Finding[] = []
  walk(file, (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText(file)
      if (REFUSED_CALLS.some((pattern) => pattern.test(text))) found.push(text)
    }
    if (ts.isImportDeclaration(node)) {
      const from = node.moduleSpecifier.getText(file).slice(1, -1)
      if (REFUSED_IMPORTS.test(from)) found.push(from)
    }
    const isClock = ts.isNewExpression(node) && node.getText(file) === 'new Date()'
    const isChance = ts.isCallExpression(node) && UNREPEATABLE.test(node.expression.getText(file))
    if ((isClock || isChance) && !inStep(node, file))
      found.push(`${node.getText(file)} outside a step`)
  })
  for (const call of calls(file, /\.createFunction$/, file)) found.push(...optionsOf(call, file))
  for (const call of calls(file, /^step\.sendEvent$/, file)) {
    if (!/\bid\b\s*[:,]/.test(call.arguments[1]?.getText(file) ?? ''))
      found.push('an event without an id')
  }
  for (const call of calls(file, /^Promise\.(all|allSettled)$/, file)) {
    const text = call.getText(file)
    if (/step\.(sleep|sleepUntil|waitForEvent)\(/.test(text) && !/step\.run\(/.test(text)) {
      found.push('a group without a step.run')
    }
  }
  return found
}

function optionsOf(call: ts.CallExpression, file: ts.SourceFile): Finding[] {
  const [options] = call.arguments
  const found = REFUSED_OPTIONS.filter((name) => {
    let present = false
    if (options) {
      walk(options, (node) => {
        if (ts.isPropertyAssignment(node) && node.name.getText(file) === name) present = true
      })
    }
    return present
  })
  if (property(options, 'retries') === undefined) found.push('a function without retries')
  if (/mode:\s*['"]cancel['"]/.test(options?.getText(file) ?? '')) found.push('singleton cancel')
  return found
}

const files = readdirSync('inngest/functions').map((file) => join('inngest/functions', file))

test.each(files)('%s uses only what both engines promise', (path) => {
  expect(findingsIn(path, readFileSync(path, 'utf8'))).toEqual([])
})

describe('the check itself finds', () => {
  const inside = (body: string, options = 'retries: 1') =>
    `inngest.createFunction({ id: 'f', ${options}, triggers: [{ event: 'x' }] }, async ({ step, group }) => { ${body} })`

  test.each([
    ['await step.fetch("https://x")', 'step.fetch'],
    ['await step.invoke("a", {})', 'step.invoke'],
    ['await step.ai.infer("a", {})', 'step.ai.infer'],
    ['await step.waitForSignal("a", {})', 'step.waitForSignal'],
    ['await step.sendSignal("a", {})', 'step.sendSignal'],
    ['await Promise.race([step.run("a", f), step.run("b", f)])', 'Promise.race'],
    ['await group.parallel({ mode: "race" }, f)', 'group.parallel'],
    ['await step.sendEvent("a", { name: "x", data: {} })', 'an event without an id'],
    [
      'await Promise.all([step.sleep("a", "1s"), step.sleep("b", "1s")])',
      'a group without a step.run',
    ],
    ['const now = Date.now()', 'Date.now() outside a step'],
    ['const now = new Date()', 'new Date() outside a step'],
  ])('%s', (body, what) => {
    expect(findingsIn('f.ts', inside(body))).toContain(what)
  })

  test.each([
    ['retries: 1, idempotency: "event.id"', 'idempotency'],
    ['retries: 1, debounce: { period: "1s" }', 'debounce'],
    ['retries: 1, concurrency: { limit: 1, scope: "account", key: "x" }', 'scope'],
    ['retries: 1, singleton: { mode: "cancel" }', 'singleton cancel'],
    ['name: "f"', 'a function without retries'],
  ])('{ %s }', (options, what) => {
    expect(findingsIn('f.ts', inside('return 1', options))).toContain(what)
  })

  test('an import of an API of its own', () => {
    expect(findingsIn('f.ts', "import { connect } from 'inngest/connect'")).toEqual([
      'inngest/connect',
    ])
  })

  test('and nothing in what is allowed', () => {
    const body = `const at = await step.run('now', () => Date.now())
      await step.sendEvent('tell', { id: \`x:\${at}\`, name: 'x', data: {} })
      await Promise.all([step.run('a', f), step.sleep('b', '1s')])`
    expect(findingsIn('f.ts', inside(body))).toEqual([])
  })
})

describe('every registered function', () => {
  const signingKey = '00'.repeat(32)
  let configs: unknown[] = []
  let registered: readonly Fn[] = []

  beforeAll(async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none')
    vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
    vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32).toString('base64')}`)
    vi.stubEnv('INNGEST_SIGNING_KEY', signingKey)
    const { inngest } = await import('@/inngest/client')
    const { functions } = await import('@/inngest/functions')
    const handler = makeHandler(inngest, functions)
    const synced = await sync({
      serveUrl: SERVE_URL,
      signingKey: new Secret(signingKey),
      dispatch: async (url, { method, headers, body }) => {
        const response = await handler(url, { method, headers: { ...headers }, body })
        configs = (await response.clone().json()).functions
        return response
      },
    })
    if (!synced.ok) throw new Error(synced.lines.join('\n'))
    registered = synced.functions
  }, 30_000)

  test('would be taken by the worker, retries and all', () => {
    expect(registered.length).toBeGreaterThan(0)
    expect(configs.flatMap(refusals)).toEqual([])
  })

  test('has expressions that can be worked out on a sample event', () => {
    for (const fn of registered) {
      const keys = [
        ...fn.concurrency,
        ...(fn.throttle ? [fn.throttle] : []),
        ...(fn.singleton ? [fn.singleton] : []),
      ]
      for (const { key } of keys as { key?: string }[]) {
        if (key !== undefined) expect(keyOf(key, { event: sampleFor(key) }), key).not.toBe('null')
      }
      for (const { if: condition } of fn.cancel)
        expect(equalityOf(condition), condition).not.toBeNull()
    }
  })

  test('has an id of its own', () => {
    const ids = registered.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

/** An event that has every path an expression names. */
function sampleFor(expression: string) {
  const data: Record<string, string> = {}
  for (const [, name = ''] of expression.matchAll(/event\.data\.(\w+)/g)) data[name] = `${name}_1`
  return { name: 'sample', id: 'sample', ts: 1, data }
}
