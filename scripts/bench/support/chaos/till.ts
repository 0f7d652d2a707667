// scripts/bench/support/chaos/till.ts
import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { connect } from '@/db/client'
import { makeId } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type HttpRequest, sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { noStorage, testKeyring } from '@/tests/support/test-ctx'
import { readOrders, readProgress } from './orders'
import { planOf } from './plan'
import { sell, type Till } from './sell'
import { sideBySide } from './side-by-side'

/**
 * A process that sees every order of a plan to its end, eight side by side. It kills itself at the
 * n-th time it comes past a moment, or is killed from outside. What another process left unfinished is
 * submitted again, as an impatient buyer would.
 */
const [, , path = '', moment = '', nth = '0'] = process.argv
const orders = readOrders(path)
setLogLevel('silent')

let left = Number(nth)
function pass(here: string) {
  if (here !== moment) return
  left--
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}

function verbOf({ method, url }: HttpRequest) {
  if (method === 'GET') return 'query'
  if (method === 'PUT') return url.includes('void') ? 'void' : 'capture'
  if (url.includes('refunds')) return 'void'
  return url.includes('token') ? 'token' : 'authorize'
}

const db = connect(orders.database, { max: 6 })
const now = () => new Date(orders.startedAt + performance.now())
const tools = {
  db,
  http: async (request: HttpRequest) => {
    pass(`before ${verbOf(request)}`)
    const reply = await sendHttp(request)
    pass(`after ${verbOf(request)}`)
    return reply
  },
  now,
  wait: async () => {},
  within: <T>(work: Promise<T>) => work,
  newId: ((entity) => {
    pass(`at ${entity}`)
    return makeId(entity, now(), randomBytes(16))
  }) as Ctx['newId'],
  keyring: testKeyring,
  storage: noStorage,
  appUrl: 'http://127.0.0.1',
  simulators: orders.addresses,
}
const { accountId, apiKeyId, offerCode, simulatorUrl } = orders
const till: Till = {
  buyer: { ...tools, actor: { kind: 'buyer', accountId } },
  api: { ...tools, actor: { kind: 'api', accountId, apiKeyId, mode: 'test' } },
  offerCode,
  simulatorUrl,
}

const done = readProgress(orders.progress)
const todo = planOf(orders.count, orders.seed).filter(({ n }) => !done.has(n))
let failed = 0
await sideBySide(todo, async (order) => {
  try {
    if (await sell(till, order)) appendFileSync(orders.progress, `${order.n}\n`)
  } catch (error) {
    failed++
    // The database or an acquirer was away: the order stays for the next process.
    if (failed === 1) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  }
})
await db.$client.end()
process.exit(failed > 0 ? 1 : 0)
