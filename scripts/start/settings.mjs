// scripts/start/settings.mjs
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleOne, bundlePath } from '../build/bundles.mjs'
import { Refusal } from './refusal.mjs'
import { root } from './root.mjs'
import { openSecrets } from './secrets.mjs'

/** Stands in for the address of a database that is not started yet. */
const NOT_YET = 'postgres://postgres@127.0.0.1:1/embedded'
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Decides once which of the two installations this is, completes what may be absent, and lets the
 * product's own module judge all of it. The children are told; they never infer the mode.
 */
export async function readSettings() {
  const asked = Object.fromEntries(Object.entries(process.env).filter(([, text]) => text !== ''))
  if (asked.INNGEST_DEV !== undefined) {
    throw new Refusal(
      'Environment: INNGEST_DEV: must not be set, it would let anybody run the workflow functions',
    )
  }
  const embedded = asked.DATABASE_URL === undefined
  // Children run in the root; a relative folder means the same to all of them.
  const dataDir = resolve(root, asked.DATA_DIR ?? '.data')
  const defaults = { DATA_DIR: dataDir, SIMULATOR_PORT: '0', DEMO: '0' }
  const variables = {
    ...defaults,
    ...(embedded && { DATABASE_URL: NOT_YET, SIMULATOR_PORT: '4010', DEMO: '1' }),
    ...(embedded && STAND_INS),
    ...asked,
    DATA_DIR: dataDir,
  }
  const env = await judge(variables)
  const secrets = embedded ? () => completed(dataDir, asked) : () => ({})
  return { embedded, dataDir, env, host: hostOf(embedded, env), variables, secrets }
}

/** Judged in place of the secrets that are made only when everything else is right. */
const STAND_INS = {
  AUTH_SECRET: '-'.repeat(32),
  ENCRYPTION_KEY: `k1:${'A'.repeat(43)}=`,
  INNGEST_SIGNING_KEY: '0'.repeat(64),
}

function completed(dataDir, asked) {
  mkdirSync(dataDir, { recursive: true })
  const kept = openSecrets(dataDir)
  return Object.fromEntries(Object.keys(kept).map((name) => [name, asked[name] ?? kept[name]]))
}

/** By the same module that the application parses its environment with. */
async function judge(variables) {
  await bundleOne('parse-env')
  const { parseEnv } = await import(pathToFileURL(bundlePath('parse-env')).href)
  const parsed = parseEnv(variables)
  if ('complaint' in parsed) throw new Refusal(parsed.complaint)
  if (parsed.env.PORT === 0)
    throw new Refusal('Environment: PORT: 0 is not a port people can visit')
  return parsed.env
}

/** A trial on one's own machine is not offered to the network; a shop with an address is. */
function hostOf(embedded, env) {
  const isLocal = LOOPBACK.test(new URL(env.APP_URL).hostname)
  return embedded && isLocal ? '127.0.0.1' : '0.0.0.0'
}
