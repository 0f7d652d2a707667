// scripts/bench/support/killed-worker.ts
import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Inngest } from 'inngest'
import { connect } from '@/db/client'
import type { Dispatch } from '@/inngest/engine/engine'
import { startEngine } from '@/inngest/engine/start'
import { Secret } from '@/lib/kernel/secret'
import { setLogLevel } from '@/lib/platform/log'

/**
 * A worker in a process of its own. It kills itself after the answer and before the commit of its
 * k-th call, or ends by itself when nothing is left to do. Every body leaves a line in a file.
 */
const [, , url = '', effects = '', call = '0', checkpointing] = process.argv
const dieAt = Number(call)
setLogLevel('silent')

const key = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'
let answer: typeof fetch = async () => Response.json({}, { status: 501 })
let calls = 0

const die = () => {
  calls++
  if (calls === dieAt) process.kill(process.pid, 'SIGKILL')
}

const client = new Inngest({
  id: 'killed',
  isDev: false,
  baseUrl: 'http://engine.invalid',
  eventKey: 'embedded',
  signingKey: key,
  fetch: async (input, init) => {
    // With checkpointing a step's commit is this request.
    if (String(input).includes('/v1/checkpoint/')) die()
    return answer(input, init)
  },
  logger: { debug() {}, info() {}, warn() {}, error() {} },
})

const note = (line: string) => appendFileSync(effects, `${line}\n`)

const flow = client.createFunction(
  { id: 'flow', retries: 4, triggers: [{ event: 't/flow' }] },
  async ({ event, step }) => {
    const { n } = event.data
    await step.run('first', () => note(`${n} first`))
    await step.sleep('nap', '1s')
    await Promise.all([
      step.run('left', () => note(`${n} left`)),
      step.run('right', () => note(`${n} right`)),
    ])
    await step.sendEvent('tell', { id: `sink:${n}`, name: 't/sink', data: { n } })
  },
)

const sink = client.createFunction(
  { id: 'sink', retries: 4, triggers: [{ event: 't/sink' }] },
  async ({ event, step }) => step.run('sink', () => note(`${event.data.n} sink`)),
)

const between =
  (dispatch: Dispatch): Dispatch =>
  async (to, request) => {
    const answered = await dispatch(to, request)
    if (request.method === 'POST') die()
    return answered
  }

const db = connect(url, { max: 4 })
const started = await startEngine({
  db,
  client,
  functions: [flow, sink],
  signingKey: new Secret(key),
  setFetch: (engine) => {
    answer = engine
  },
  settings: { leaseMs: 1_500, backoffScale: 0.01, checkpointing: checkpointing === 'true' },
  between,
})
if ('refused' in started) throw new Error(started.refused.join('\n'))

/** Everything there is has ended, and nothing is planned. */
for (;;) {
  const [left] = await db.$client<{ n: number }[]>`
    select (select count(*) from engine.job)::int + (select count(*) from engine.run where ended_at is null)::int as n`
  if (left?.n === 0) break
  await sleep(50)
}
await started.stop(1_000)
await db.$client.end()
process.exit(0)
