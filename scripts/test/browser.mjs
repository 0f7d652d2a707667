// scripts/test/browser.mjs
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../start/refusal.mjs'
import { inRoot, manifest } from '../start/root.mjs'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const PLAIN = { bare: false, env: {} }

/**
 * The browser of the end-to-end tests, the first that is found: CHROMIUM_PATH, Playwright's own,
 * the system's, and last the one that comes as an npm package. Nothing is downloaded from anywhere
 * but the npm registry. `bare` asks for no switch but the two that this one bears.
 */
export async function findBrowser() {
  const asked = process.env.CHROMIUM_PATH
  if (asked) {
    if (!existsSync(asked)) throw new Refusal(`CHROMIUM_PATH: there is no file ${asked}`)
    return { path: asked, source: 'CHROMIUM_PATH', ...PLAIN }
  }
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  if (own && existsSync(own)) return { path: own, source: "Playwright's own", ...PLAIN }
  const found = SYSTEM.map(which).find((path) => path !== null)
  if (found) return { path: found, source: found, ...PLAIN }
  return fromPackage()
}

function which(name) {
  const asked = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : null
}

/** Unpacked once, into a folder that appears whole: the package itself trusts a half-written file. */
async function fromPackage() {
  const version = manifest.devDependencies['@sparticuz/chromium']
  const home = inRoot('node_modules/.cache', `chromium-${version}`)
  if (!existsSync(home)) await unpack(home)
  const path = join(home, 'chromium')
  const env = {
    ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: join(home, 'fonts') }),
    ...(!starts(path, {}) && { LD_LIBRARY_PATH: join(home, 'al2023/lib') }),
  }
  if (!starts(path, env)) throw new Refusal('No browser starts here: set CHROMIUM_PATH to one.')
  return { path, source: '@sparticuz/chromium', bare: true, env }
}

async function unpack(home) {
  const unfinished = `${home}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const { TMPDIR } = process.env
  process.env.TMPDIR = unfinished
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await inflate(inRoot('node_modules/@sparticuz/chromium/bin/al2023.tar.br'))
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
  if (existsSync(home)) return rmSync(unfinished, { recursive: true })
  renameSync(unfinished, home)
}

const starts = (path, env) =>
  spawnSync(path, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0
