// scripts/bench/support/lab.mjs
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundleOne } from '../../build/bundles.mjs'
import { openCluster } from '../../start/cluster.mjs'
import { createDatabase } from '../../start/database.mjs'
import { runOnce } from '../../start/once.mjs'
import { freePort } from '../../start/ports.mjs'
import { inRoot, readJson } from '../../start/root.mjs'
import { findBrowser } from '../../test/browser.mjs'
import { startOwnStack } from '../../test/own-stack.mjs'

/** What `bench.ts` promises: started when asked for, gone when the bench is over. */
export function openLab(say) {
  const closing = []
  const once = (start) => {
    let started = null
    return () => {
      started ??= start()
      return started
    }
  }
  return {
    say,
    postgres: once(() => openPostgres(closing)),
    stack: once(() => openStack(closing)),
    browser: once(findBrowser),
    close: async () => {
      for (const close of closing.reverse()) await close()
    },
  }
}

function folderFor(closing) {
  // On the disk of the repository: /tmp may be memory, and a figure without a disk is no figure.
  mkdirSync(inRoot('.test'), { recursive: true })
  const folder = mkdtempSync(inRoot('.test/bench-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function openStack(closing) {
  const dataDir = folderFor(closing)
  const stack = await startOwnStack(dataDir, { DEMO: '1', LOG_LEVEL: 'warn' })
  closing.push(stack.stop)
  if (!(await stack.ready)) throw new Error('the stack did not start')
  const { port, password } = readJson(join(dataDir, 'postgres.json'))
  const databaseUrl = `postgres://postgres:${password}@127.0.0.1:${port}/campainha`
  return { url: stack.url, simulatorUrl: stack.simulatorUrl, databaseUrl, dataDir }
}

const FLAGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
const TUNING = ['shared_buffers=128MB', 'max_wal_size=2GB', 'jit=off', 'timezone=UTC']

async function openPostgres(closing) {
  const folder = folderFor(closing)
  const password = randomBytes(12).toString('hex')
  const cluster = await openCluster({ folder: join(folder, 'postgres'), password })
  await cluster.make()
  const port = await freePort()
  const flags = [...FLAGS, ...TUNING].flatMap((flag) => ['-c', flag])
  let server = await cluster.serve(port, flags)
  closing.push(() => server.stop())
  const serverUrl = `postgres://postgres:${password}@127.0.0.1:${port}`
  const restart = async () => {
    await server.crash()
    server = await cluster.serve(port, flags)
  }
  return { database: () => openDatabase(serverUrl), restart }
}

async function openDatabase(serverUrl) {
  const name = `bench_${randomBytes(6).toString('hex')}`
  await createDatabase(serverUrl, name)
  const url = `${serverUrl}/${name}`
  await bundleOne('migrate')
  const env = { ...process.env, ...ANY_SECRETS, DATABASE_URL: url }
  await runOnce('migrate', { env, sentence: 'The migrations failed: see above.' })
  return { url }
}

const ANY_SECRETS = {
  AUTH_SECRET: '-'.repeat(32),
  ENCRYPTION_KEY: `k1:${'A'.repeat(43)}=`,
  INNGEST_SIGNING_KEY: '0'.repeat(64),
}
