// scripts/build/fingerprint.mjs
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, root } from '../start/root.mjs'

/** Everything a build is made of; of the scripts only what is bundled, and how. */
const SOURCES = [
  ...['app', 'components', 'lib', 'db', 'inngest', 'messages', 'public', 'scripts'],
  ...['next.config.js', 'package-lock.json'],
]

/** Changes when any byte of any source changes, and with nothing else: times say little in a clone. */
export function fingerprint() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = inRoot(source)
    if (!existsSync(path)) continue
    for (const file of filesIn(path).filter(isSource)) {
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

const isSource = (file) => !file.endsWith('.mjs') || file.includes('/scripts/build/')

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
