// scripts/start/stack.mjs
import { buildWhenStale } from '../build/build.mjs'
import { bundle, bundlePath, hasBundle, watchBundle } from '../build/bundles.mjs'
import { addressesOf, answerOf } from './answers.mjs'
import { supervise } from './child.mjs'
import { startDatabase } from './database.mjs'
import { hasDemo, moveDemo, readDemo } from './demo.mjs'
import { runOnce } from './once.mjs'
import { say } from './refusal.mjs'
import { inRoot } from './root.mjs'

const NEXT = 'node_modules/next/dist/bin/next'
const DRAIN = inRoot('scripts/start/drain.mjs')

/**
 * Starts everything in the order in which one needs the other, and gives `push` what must be
 * stopped, so that a start that is broken off half way leaves nothing behind either.
 */
export async function startStack(settings, { dev, push, signal, onGivenUp }) {
  const { embedded, env, dataDir } = settings
  const shared = environmentOf(settings, dev)
  const given = { onGivenUp, push, signal, dev }

  if (embedded) {
    const database = await startDatabase(dataDir, { onGivenUp })
    push({ name: 'postgres', stop: database.stop })
    shared.DATABASE_URL = database.url
    say('postgres is running')
  }
  if (signal.aborted) return
  if (dev) await bundle()
  else await buildWhenStale(signal)
  if (signal.aborted) return
  await runOnce('migrate', { env: shared, signal, sentence: 'The migrations failed: see above.' })

  if (env.SIMULATOR_PORT !== 0) {
    shared.SIMULATOR_ADDRESSES = await startSimulator(env.SIMULATOR_PORT, shared, given)
  }
  if (signal.aborted) return
  await seed(settings, shared, signal)
  if (signal.aborted) return
  await startWorker(shared, given)
  await startWeb(settings, shared, given)
  if (!signal.aborted) tellWhere(settings)
}

function environmentOf({ variables, env, secrets }, dev) {
  return {
    ...process.env,
    ...variables,
    ...secrets(),
    APP_URL: env.APP_URL,
    NEXTAUTH_URL: env.APP_URL,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

async function startSimulator(port, shared, { onGivenUp, push, signal, dev }) {
  const child = supervise({
    name: 'simulator',
    args: [bundlePath('simulator')],
    env: shared,
    onGivenUp,
  })
  push(child)
  const addresses = await addressesOf(port, { signal })
  if (dev) push({ name: 'watch', stop: await watchBundle('simulator', child.restart) })
  return addresses
}

/** The demo account is made by calling the use cases, against the simulator, once. */
async function seed({ env, dataDir }, shared, signal) {
  if (!env.DEMO || !hasBundle('seed')) return
  const simulatorUrl = env.SIMULATOR_PORT === 0 ? null : `http://127.0.0.1:${env.SIMULATOR_PORT}`
  if (hasDemo(dataDir)) return moveDemo(dataDir, { baseUrl: env.APP_URL, simulatorUrl })
  say('making the demo account')
  const sentence = 'The demo account could not be made: see above. DEMO=0 starts without it.'
  await runOnce('seed', { env: shared, signal, sentence })
}

async function startWorker(shared, { onGivenUp, push, dev }) {
  if (!hasBundle('worker')) return
  const child = supervise({
    name: 'worker',
    args: [bundlePath('worker')],
    env: shared,
    graceMs: 30_000,
    // A buyer waits for the web, and nobody for the worker: on a busy machine the web goes first.
    nice: 10,
    onGivenUp,
  })
  push(child)
  if (dev) push({ name: 'watch', stop: await watchBundle('worker', child.restart) })
}

async function startWeb({ env, host }, shared, { onGivenUp, push, signal, dev }) {
  const program = dev ? [NEXT, 'dev'] : [bundlePath('web')]
  const args = ['--import', DRAIN, ...program, '--port', `${env.PORT}`, '--hostname', host]
  push(supervise({ name: 'web', args, env: shared, onGivenUp }))
  await answerOf(`http://127.0.0.1:${env.PORT}/api/health`, { signal })
}

function tellWhere({ env, dataDir }) {
  const demo = env.DEMO ? readDemo(dataDir) : null
  say(`ready at ${env.APP_URL}`)
  if (env.SIMULATOR_PORT !== 0) say(`simulator at http://127.0.0.1:${env.SIMULATOR_PORT}`)
  if (demo?.producer) say(`sign in as ${demo.producer.email} with ${demo.producer.password}`)
  if (demo !== null) say(`more of the demo account in ${dataDir}/demo.json`)
  say('Ctrl-C stops everything')
}
