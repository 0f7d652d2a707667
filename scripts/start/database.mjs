// scripts/start/database.mjs
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { endOrphan, openCluster } from './cluster.mjs'
import { freePort, isFree } from './ports.mjs'
import { complain, lineOf, Refusal } from './refusal.mjs'
import { readJson } from './root.mjs'
import { writePrivately } from './secrets.mjs'

const NAME = 'campainha'
const RESTARTS = 5
const FULL = /No space left on device/

const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Containers give /dev/shm little room; files are as good for what is left of it.
  dynamic_shared_memory_type: 'mmap',
}

const toWords = (flags) =>
  Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/**
 * The embedded PostgreSQL of one DATA_DIR: the same port and password every time, another port
 * only when somebody took it meanwhile.
 */
export async function startDatabase(dataDir, { flags = {}, onGivenUp }) {
  const folder = join(dataDir, 'postgres')
  const notes = join(dataDir, 'postgres.json')
  const kept = existsSync(notes) ? readJson(notes) : null
  if (kept === null && existsSync(folder)) {
    throw new Refusal(`DATA_DIR: ${notes} is missing, and with it the password of ${folder}.`)
  }
  await endOrphan(folder)

  const password = kept?.password ?? randomBytes(24).toString('base64url')
  const port = kept !== null && (await isFree(kept.port)) ? kept.port : await freePort()
  if (kept?.port !== port) writePrivately(notes, { port, password })
  const cluster = await openCluster({ folder, password })
  if (!cluster.isMade()) await cluster.make()

  const words = toWords({ ...FLAGS, ...flags })
  const stop = await keep(() => cluster.serve(port, words), onGivenUp)
  const serverUrl = `postgres://postgres:${password}@127.0.0.1:${port}`
  await createDatabase(serverUrl, NAME)
  return { stop, serverUrl, url: `${serverUrl}/${NAME}` }
}

/** A server that dies is started again on the same port; the pools of the others come back to it. */
async function keep(serve, onGivenUp) {
  let server = await serve()
  let stopping = false
  let crashes = 0
  const watch = async () => {
    await server.exit
    if (stopping) return
    crashes++
    if (crashes > RESTARTS || FULL.test(server.lastLine())) {
      return onGivenUp(`PostgreSQL stopped: ${server.lastLine()}`)
    }
    complain('postgres stopped; starting it again')
    server = await serve()
    return watch()
  }
  const watched = () => watch().catch((error) => onGivenUp(lineOf(error)))
  void watched()
  return () => {
    stopping = true
    return server.stop()
  }
}

export async function createDatabase(serverUrl, name) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(`${serverUrl}/postgres`, { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`
    if (found === undefined) await sql.unsafe(`create database ${name}`)
  } finally {
    await sql.end()
  }
}
