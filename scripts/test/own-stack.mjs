// scripts/test/own-stack.mjs
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { freePort } from '../start/ports.mjs'
import { complain } from '../start/refusal.mjs'
import { inRoot, root } from '../start/root.mjs'

const START_MS = 600_000

/** The real supervisor, as `npm start` runs it, on ports and a folder of its own. */
export async function startOwnStack(dataDir, variables) {
  const [port, simulatorPort] = [await freePort(), await freePort()]
  const log = inRoot('.test/stack.log')
  mkdirSync(inRoot('.test'), { recursive: true })
  const { DATABASE_URL: _, APP_URL: __, ...inherited } = process.env
  const child = spawn(process.execPath, [inRoot('scripts/start.mjs')], {
    cwd: root,
    env: {
      ...inherited,
      DATA_DIR: dataDir,
      PORT: `${port}`,
      SIMULATOR_PORT: `${simulatorPort}`,
      ...variables,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exit = once(child, 'exit')
  const file = createWriteStream(log)
  child.stdout.pipe(file)
  child.stderr.pipe(file)

  const ready = readyOf(child, exit).then((isReady) => {
    if (isReady) return true
    complain('the stack did not start:')
    process.stderr.write(readFileSync(log, 'utf8').slice(-4_000))
    return false
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await exit
  }
  return {
    ready,
    stop,
    url: `http://127.0.0.1:${port}`,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
  }
}

/** True at the ready line, false when it ended or took too long. */
function readyOf(child, exit) {
  return new Promise((settle) => {
    let said = ''
    const late = setTimeout(() => settle(false), START_MS)
    late.unref()
    child.stdout.on('data', (part) => {
      said = (said + part).slice(-4_000)
      if (/^campainha {2}ready at /m.test(said)) settle(true)
    })
    void exit.then(() => settle(false))
  })
}
