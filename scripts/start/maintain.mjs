// scripts/start/maintain.mjs
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, bundlePath } from '../build/bundles.mjs'
import { addressesOf } from './answers.mjs'
import { supervise } from './child.mjs'
import { startDatabase } from './database.mjs'
import { isHeld, lockDataDir } from './lock.mjs'
import { runOnce } from './once.mjs'
import { complain, Refusal, say } from './refusal.mjs'
import { readJson } from './root.mjs'
import { readSettings } from './settings.mjs'

const migrate = (settings) =>
  withDatabase(settings, async (env) => {
    await runOnce('migrate', { env, sentence: 'The migrations failed: see above.' })
    say('the database has every migration')
  })

const seed = (settings) =>
  withDatabase(settings, async (env) => {
    await runOnce('migrate', { env, sentence: 'The migrations failed: see above.' })
    await withSimulator(settings, env, (SIMULATOR_ADDRESSES) =>
      runOnce('seed', {
        env: { ...env, DEMO: '1', SIMULATOR_ADDRESSES },
        sentence: 'The demo account could not be made: see above.',
      }),
    )
  })

/** Only what the supervisor made itself; the database of a deployment is nobody's to drop. */
async function reset({ embedded, dataDir }) {
  if (!embedded) throw new Refusal('DATABASE_URL: the database of a deployment is not reset.')
  const unlock = lockDataDir(dataDir)
  for (const made of ['postgres', 'postgres.json', 'demo.json']) {
    rmSync(join(dataDir, made), { recursive: true, force: true })
  }
  unlock()
  say('the embedded database is gone; the next start makes a new one')
}

const COMMANDS = { migrate, seed, reset }

/** `npm run db:migrate`, `db:seed`, `db:reset`. */
export async function main(name) {
  const command = COMMANDS[name]
  if (command === undefined) throw new Refusal(`db: ${Object.keys(COMMANDS).join(', ')}`)
  const settings = await readSettings()
  await bundle()
  await command(settings)
}

/** The database of the stack that runs, or the embedded one for as long as it is needed. */
async function withDatabase({ embedded, dataDir, variables, env, secrets }, work) {
  const shared = { ...process.env, ...variables, ...secrets(), APP_URL: env.APP_URL }
  if (!embedded) return work(shared)
  if (isHeld(dataDir)) {
    const notes = join(dataDir, 'postgres.json')
    if (!existsSync(notes)) throw new Refusal('The stack is still starting: try again.')
    const { port, password } = readJson(notes)
    const DATABASE_URL = `postgres://postgres:${password}@127.0.0.1:${port}/campainha`
    return work({ ...shared, DATABASE_URL })
  }
  const unlock = lockDataDir(dataDir)
  const database = await startDatabase(dataDir, { onGivenUp: complain })
  try {
    return await work({ ...shared, DATABASE_URL: database.url })
  } finally {
    await database.stop()
    unlock()
  }
}

async function withSimulator({ env, dataDir, embedded }, shared, work) {
  if (env.SIMULATOR_PORT === 0) return work('')
  if (!embedded || isHeld(dataDir)) {
    const running = await addressesOf(env.SIMULATOR_PORT, { patienceMs: 1_000 }).catch(() => null)
    if (running !== null) return work(running)
  }
  const args = [bundlePath('simulator')]
  const child = supervise({ name: 'simulator', args, env: shared, onGivenUp: complain })
  try {
    return await work(await addressesOf(env.SIMULATOR_PORT))
  } finally {
    await child.stop()
  }
}
