// scripts/build/build.mjs
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal, say } from '../start/refusal.mjs'
import { inRoot, root } from '../start/root.mjs'
import { bundle } from './bundles.mjs'
import { fingerprint } from './fingerprint.mjs'
import { writeScripts } from './scripts.mjs'

export const distDir = () => process.env.NEXT_DIST_DIR ?? '.next'

const stampPath = () => inRoot(distDir(), 'campainha-build')

/** Collecting pages loads modules that read the environment; nothing of this reaches the output. */
const AT_BUILD_TIME = {
  DATABASE_URL: 'postgres://build@127.0.0.1:1/build',
  AUTH_SECRET: 'only for the time of the build, never used',
  ENCRYPTION_KEY: `build:${'A'.repeat(43)}=`,
  INNGEST_SIGNING_KEY: '0'.repeat(64),
}

/** Builds when a source changed since the last build that came to its end. */
export async function buildWhenStale(signal) {
  const wanted = fingerprint()
  const stamp = stampPath()
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : null
  if (built === wanted && existsSync(inRoot('.build/migrate.mjs'))) return false
  rmSync(stamp, { force: true })
  say('building (a minute or so; only when the sources have changed)')
  await bundle()
  await nextBuild(signal)
  writeScripts(distDir(), wanted)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${wanted}\n`)
  return true
}

/** Quiet unless it fails: what Next prints of a good build is nobody's question at a start. */
function nextBuild(signal) {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    env: {
      ...process.env,
      ...AT_BUILD_TIME,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part))
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (status) => {
      if (status === 0) return done()
      const text = Buffer.concat(said).toString()
      process.stderr.write(text)
      if (/ENOSPC|No space left/.test(text)) return failed(new Error('ENOSPC'))
      failed(new Refusal('The build failed: see above.'))
    })
  })
}
