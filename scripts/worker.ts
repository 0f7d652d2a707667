// scripts/worker.ts
import { constants, setPriority } from 'node:os'
import { inngest, setEngineFetch } from '@/inngest/client'
import { keepListening, makeBell, repeat } from '@/inngest/engine/bell'
import { connectEngine } from '@/inngest/engine/pool'
import { startEngine } from '@/inngest/engine/start'
import { functions } from '@/inngest/functions'
import { publishTo, sendFacts } from '@/inngest/send-facts'
import { invariant } from '@/lib/kernel/invariant'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'

const SLOTS = 16
const POLL_MS = 1_000

type Stop = () => Promise<void>

// Where a launch leaves too little of the machine for both, who pays goes before what is told of it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** The functions run here, on the embedded engine. */
async function runEngine(): Promise<Stop> {
  const db = connectEngine(env.DATABASE_URL.reveal())
  const started = await startEngine({
    db,
    client: inngest,
    functions,
    signingKey: env.INNGEST_SIGNING_KEY,
    setFetch: setEngineFetch,
    slots: SLOTS,
  })
  if ('refused' in started) {
    for (const line of started.refused) process.stderr.write(`${line}\n`)
    process.exit(1)
  }
  return async () => {
    await started.stop()
    await db.$client.end()
  }
}

/** The functions run behind `/api/inngest`, called by the server; the facts are sent from here. */
async function runRelay(): Promise<Stop> {
  const { INNGEST_BASE_URL: baseUrl, INNGEST_EVENT_KEY: eventKey } = env
  invariant(baseUrl !== undefined && eventKey !== undefined, 'the environment was checked')
  const publish = publishTo({ baseUrl, eventKey, http: tools.http })
  const bell = makeBell()
  const ears = await keepListening(tools.db.$client, 'engine_wake', bell.ring)
  const pump = repeat(() => sendFacts(tools, publish), { everyMs: POLL_MS, bell, gatherMs: 10 })
  return async () => {
    await pump.stop()
    await ears.stop()
  }
}

async function main(): Promise<void> {
  const embedded = env.WORKFLOW_ENGINE === 'embedded'
  const stop = embedded ? await runEngine() : await runRelay()
  log.info('workflow worker ready', {
    engine: env.WORKFLOW_ENGINE,
    functions: functions.length,
    slots: embedded ? SLOTS : 0,
  })

  let leaving = false
  const leave = () => {
    if (leaving) return
    leaving = true
    log.info('workflow worker stops', {})
    stop()
      .then(() => tools.db.$client.end({ timeout: 2 }))
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
}

function fail(error: unknown): void {
  log.error('the workflow worker stopped', { error })
  process.exit(1)
}

main().catch(fail)
