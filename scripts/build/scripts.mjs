// scripts/build/scripts.mjs
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, manifest } from '../start/root.mjs'

/** Where cards are typed, and the receipt that may sell once more. */
const PAYMENT_PAGES = 'server/app/(public)/o'
const CHUNK = /static\/chunks\/[\w.~-]+\.js/g
/** Written by hand, and not bundled. */
const PUBLIC = { 'theme.js': 'theme', 'consent.js': 'consent' }
const OUTPUT = 'campainha-scripts.json'

/**
 * Writes down every script that runs, or may run, on a payment page of this build, with the hash
 * of its bytes: what the page is sealed with, and what it is compared with later.
 */
export function writeScripts(dist, build) {
  const inDist = (...path) => inRoot(dist, ...path)
  const read = (file) => readFileSync(inDist(file), 'utf8')
  const { polyfillFiles, rootMainFiles } = JSON.parse(read('build-manifest.json'))
  const purposes = new Map()
  const name = (files, purpose) => {
    for (const file of files) if (!purposes.has(file)) purposes.set(file, purpose)
  }
  name(polyfillFiles, 'old_browsers')
  name(rootMainFiles, 'runtime')
  name(filesOfPages(inDist(PAYMENT_PAGES)), 'page')
  // A file that another one loads later is named in its text; a map grows while it is walked.
  for (const [file] of purposes) {
    name(
      (read(file).match(CHUNK) ?? []).filter((each) => existsSync(inDist(each))),
      'on_demand',
    )
  }
  const ofBuild = [...purposes].map(([file, purpose]) => ({
    path: `/_next/${file}`,
    ...sealOf(readFileSync(inDist(file))),
    purpose,
  }))
  const ofPublic = Object.entries(PUBLIC).map(([file, purpose]) => ({
    path: `/${file}`,
    ...sealOf(readFileSync(inRoot('public', file))),
    purpose,
  }))
  const scripts = [...ofPublic, ...ofBuild]
  const inventory = {
    ...{ build, release: manifest.version, builtAt: new Date().toISOString() },
    scripts: scripts.sort((one, other) => (one.path < other.path ? -1 : 1)),
  }
  writeFileSync(inDist(OUTPUT), `${JSON.stringify(inventory, null, 2)}\n`)
}

const filesOfPages = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('client-reference-manifest.js'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(CHUNK) ?? [])

const sealOf = (bytes) => ({
  integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
  bytes: bytes.byteLength,
})
