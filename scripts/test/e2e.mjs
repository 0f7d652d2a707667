// scripts/test/e2e.mjs
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../start/ports.mjs'
import { complain, say } from '../start/refusal.mjs'
import { inRoot, root } from '../start/root.mjs'
import { findBrowser } from './browser.mjs'

const START_MS = 600_000

/** Runs `work` with the environment that `playwright.config.ts` and the tests read. */
export async function withBrowserAndStack(work) {
  const browser = await findBrowser()
  say(`e2e: browser ${browser.source}`)
  const dataDir = mkdtempSync(join(tmpdir(), 'campainha-e2e-'))
  chmodSync(dataDir, 0o755)
  const stack = await startOwn(dataDir)
  try {
    if (!(await stack.ready)) {
      return { name: 'e2e', passed: 0, failed: 1, skipped: [] }
    }
    return await work({
      E2E_BROWSER: JSON.stringify(browser),
      E2E_BASE_URL: stack.url,
      E2E_SIMULATOR_URL: stack.simulatorUrl,
      E2E_DATA_DIR: dataDir,
    })
  } finally {
    await stack.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The real supervisor, as `npm start` runs it, on ports and a folder of its own. */
async function startOwn(dataDir) {
  const [port, simulatorPort] = [await freePort(), await freePort()]
  const log = inRoot('.test/e2e-stack.log')
  mkdirSync(inRoot('.test'), { recursive: true })
  const { DATABASE_URL: _, APP_URL: __, ...inherited } = process.env
  const child = spawn(process.execPath, [inRoot('scripts/start.mjs')], {
    cwd: root,
    env: {
      ...inherited,
      DATA_DIR: dataDir,
      PORT: `${port}`,
      SIMULATOR_PORT: `${simulatorPort}`,
      DEMO: '1',
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exit = once(child, 'exit')
  const file = createWriteStream(log)
  child.stdout.pipe(file)
  child.stderr.pipe(file)

  const ready = new Promise((settle) => {
    let said = ''
    const late = setTimeout(() => settle(false), START_MS)
    child.stdout.on('data', (part) => {
      said = (said + part).slice(-4_000)
      if (/^campainha {2}ready at /m.test(said)) settle(true)
    })
    exit.then(() => settle(false))
    return () => clearTimeout(late)
  }).then((isReady) => {
    if (!isReady) {
      complain('e2e: the stack did not start:')
      process.stderr.write(readFileSync(log, 'utf8').slice(-4_000))
    }
    return isReady
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
