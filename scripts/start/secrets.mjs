// scripts/start/secrets.mjs
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from './refusal.mjs'

const MAKE = {
  AUTH_SECRET: () => randomBytes(32).toString('base64url'),
  ENCRYPTION_KEY: () => `k1:${randomBytes(32).toString('base64')}`,
  INNGEST_SIGNING_KEY: () => randomBytes(32).toString('hex'),
}

/**
 * The secrets of an embedded installation: made once, kept readable by their owner alone. What
 * the environment says wins, and is not written down.
 */
export function openSecrets(dataDir) {
  const path = join(dataDir, 'secrets.json')
  const kept = existsSync(path) ? readSecrets(path) : {}
  const missing = Object.keys(MAKE).filter((name) => kept[name] === undefined)
  for (const name of missing) kept[name] = MAKE[name]()
  if (missing.length > 0) writePrivately(path, kept)
  return kept
}

/** Whole or not at all: a half-written file of secrets would lock the owner out of the data. */
export function writePrivately(path, value) {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function readSecrets(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Refusal(`DATA_DIR: ${path} is not readable. Put the backup of it back.`)
  }
}
