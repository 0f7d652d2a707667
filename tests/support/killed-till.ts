// tests/support/killed-till.ts
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from '@/db/client'
import { type Id, makeId } from '@/lib/kernel/ids'
import { charge } from '@/lib/payments/charge'
import type { Ctx } from '@/lib/platform/context'
import { type HttpRequest, sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { sideBySide } from './after-the-storm'
import { givenCielo, givenOrder, givenRede } from './given-payment'
import { noStorage, testKeyring } from './test-ctx'

/**
 * A process that charges every sale of a list, eight side by side, and kills itself at the n-th
 * time it comes past a moment. Sales that another process began are submitted again, as an
 * impatient buyer would.
 */
type Orders = {
  readonly database: string
  readonly addresses: { readonly cielo: string; readonly rede: string }
  readonly accountId: Id<'account'>
  readonly saleIds: readonly Id<'sale'>[]
  readonly at: string
}
const [, , path = '', moment = '', nth = '0'] = process.argv
const { database, addresses, accountId, saleIds, at }: Orders = JSON.parse(
  readFileSync(path, 'utf8'),
)
setLogLevel('silent')

let left = Number(nth)
function pass(here: string) {
  if (here !== moment) return
  left--
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}

function verbOf({ method, url }: HttpRequest) {
  if (method === 'GET') return 'query'
  if (method === 'PUT') return 'capture'
  return url.includes('token') ? 'token' : 'authorize'
}

const db = connect(database, { max: 4 })
const now = () => new Date(Date.parse(at) + performance.now())
const ctx: Ctx<'job'> = {
  actor: { kind: 'job', accountId, name: 'till' },
  db,
  http: async (request) => {
    pass(`before ${verbOf(request)}`)
    const reply = await sendHttp(request)
    pass(`after ${verbOf(request)}`)
    return reply
  },
  now,
  wait: async () => {},
  within: (work) => work,
  newId: (entity) => {
    pass(`at ${entity}`)
    return makeId(entity, now(), randomBytes(16))
  },
  keyring: testKeyring,
  storage: noStorage,
  appUrl: 'http://127.0.0.1',
  simulators: {},
}
const routes = [givenCielo(addresses.cielo), givenRede(addresses.rede)]

await sideBySide(saleIds, async (saleId) => {
  await charge(ctx, { ...givenOrder(saleId, addresses.cielo), routes })
})
await db.$client.end()
process.exit(0)
