// scripts/bench/support/workflows-worker.ts
import { Inngest } from 'inngest'
import { connectEngine } from '@/inngest/engine/pool'
import { startEngine } from '@/inngest/engine/start'
import { Secret } from '@/lib/kernel/secret'
import { setLogLevel } from '@/lib/platform/log'

/** A worker in a process of its own, with functions that do next to nothing. Asked for its memory, it tells. */
const [, , url = '', slots = '16', checkpointing = 'true'] = process.argv
setLogLevel('error')

const key = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'
let answer: typeof fetch = async () => Response.json({}, { status: 501 })

const client = new Inngest({
  id: 'bench',
  isDev: false,
  baseUrl: 'http://engine.invalid',
  eventKey: 'embedded',
  signingKey: key,
  fetch: (input, init) => answer(input, init),
})

const twoSteps = client.createFunction(
  { id: 'two-steps', retries: 4, triggers: [{ event: 'bench/two' }] },
  async ({ event, step }) => {
    const first = await step.run('first', () => ({ n: event.data.n, at: Date.now() }))
    await step.run('second', () => first.n)
    return first.at
  },
)

/** What is told of a fact: when its first step began. */
const heard = client.createFunction(
  { id: 'heard', retries: 4, triggers: [{ event: 'bench.told' }] },
  async ({ step }) => step.run('first', () => Date.now()),
)

/** Sleeps until the moment its event names; the step behind the sleep notes how late it is. */
const sleeper = client.createFunction(
  { id: 'sleeper', retries: 4, triggers: [{ event: 'bench/sleep' }] },
  async ({ event, step }) => {
    await step.sleepUntil('nap', new Date(event.data.until))
    return step.run('late', () => Date.now() - event.data.until)
  },
)

const db = connectEngine(url)
const started = await startEngine({
  db,
  client,
  functions: [twoSteps, heard, sleeper],
  signingKey: new Secret(key),
  setFetch: (engine) => {
    answer = engine
  },
  slots: Number(slots),
  settings: { checkpointing: checkpointing === 'true' },
})
if ('refused' in started) throw new Error(started.refused.join('\n'))

process.on('message', (asked) => {
  if (asked === 'memory') {
    globalThis.gc?.()
    process.send?.(process.memoryUsage())
  }
})
process.on('SIGTERM', () => {
  started
    .stop(5_000)
    .then(() => db.$client.end())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    )
})
process.send?.('ready')
