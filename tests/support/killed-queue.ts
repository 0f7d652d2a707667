// tests/support/killed-queue.ts
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from '@/db/client'
import { type Id, makeId } from '@/lib/kernel/ids'
import { drainQueue } from '@/lib/notifications/drain-queue'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { noStorage, testKeyring } from './test-ctx'

/**
 * A process that sends one queue to its end as the worker does, and kills itself at the n-th time
 * it comes past a moment: before a call to the channel, or after it and before that is written.
 */
type Queue = {
  readonly database: string
  readonly accountId: Id<'account'>
  readonly instanceId: Id<'instance'>
  readonly simulators: Ctx['simulators']
  readonly at: string
}
const [, , path = '', moment = '', nth = '0'] = process.argv
const { database, accountId, instanceId, simulators, at }: Queue = JSON.parse(
  readFileSync(path, 'utf8'),
)
setLogLevel('silent')

let left = Number(nth)
function pass(here: string) {
  if (here !== moment) return
  left--
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}

const db = connect(database, { max: 6 })
const now = () => new Date(Date.parse(at) + performance.now())
const ctx: Ctx<'job'> = {
  actor: { kind: 'job', accountId, name: 'queue' },
  db,
  http: async (request) => {
    pass('before')
    const reply = await sendHttp(request)
    pass('after')
    return reply
  },
  now,
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  within: (work) => work,
  newId: (entity) => makeId(entity, now(), randomBytes(16)),
  keyring: testKeyring,
  storage: noStorage,
  appUrl: 'http://127.0.0.1',
  simulators,
}

for (;;) {
  const next = await drainQueue(ctx, { instanceId, runId: 'run' })
  if (next === null) break
  await ctx.wait(Math.min(1_000, Math.max(0, Date.parse(next.until) - now().getTime())))
}
await db.$client.end()
process.exit(0)
