// scripts/test/main.mjs
import { startDatabase } from '../start/database.mjs'
import { onParentGone } from '../start/parent.mjs'
import { complain, Refusal, say } from '../start/refusal.mjs'
import { listSkips } from './skips.mjs'
import { timed } from './stage.mjs'
import { deadCode, e2e, inTempFolder, lint, types, vitest } from './stages.mjs'

const STAGES = {
  lint,
  types,
  'dead-code': deadCode,
  fast: () => vitest('fast', ['--project', 'fast']),
  db: () => withDatabase((env) => vitest('db', ['--project', 'db'], env)),
  contract: () => withDatabase((env) => vitest('contract', ['--project', 'contract'], env)),
  e2e,
}

/** Everything, or the stages that are named: `npm test -- fast e2e`. */
export async function main(asked) {
  const unknown = asked.filter((name) => STAGES[name] === undefined)
  if (unknown.length > 0) {
    throw new Refusal(`There is no stage ${unknown[0]}: ${Object.keys(STAGES).join(', ')}.`)
  }
  leaveCleanly()
  const names = asked.length > 0 ? asked : Object.keys(STAGES)
  const results = []
  try {
    for (const name of names) results.push(await timed(() => guarded(name)))
  } finally {
    await database?.stop()
  }
  const unjustified = listSkips(results, say)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const failed = sum('failed') + unjustified.length
  process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

/** A stage that cannot even begin has failed, and the others are run all the same. */
async function guarded(name) {
  try {
    return await STAGES[name]()
  } catch (error) {
    complain(`${name}: ${error instanceof Refusal ? error.message : error.stack}`)
    return { name, passed: 0, failed: 1, skipped: [] }
  }
}

let database = null

/** A real PostgreSQL for this run alone; nothing on it is worth the wait for the disk. */
async function withDatabase(work) {
  database ??= await throwaway()
  return work({ TEST_POSTGRES: database.url })
}

async function throwaway() {
  const done = Promise.withResolvers()
  const started = Promise.withResolvers()
  const gone = inTempFolder(async (folder) => {
    const server = await startDatabase(folder, {
      flags: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '400',
      },
      onGivenUp: complain,
    })
    started.resolve(server)
    await done.promise
    await server.stop()
  })
  gone.catch(started.reject)
  const { serverUrl } = await started.promise
  const stop = () => {
    done.resolve()
    return gone
  }
  return { url: serverUrl, stop }
}

/** Ctrl-C leaves no server and no folder behind: the runners end by the same signal. */
function leaveCleanly() {
  const leave = async () => {
    await database?.stop()
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, leave)
  onParentGone(leave)
}
