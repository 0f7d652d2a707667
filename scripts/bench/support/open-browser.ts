// scripts/bench/support/open-browser.ts
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium } from '@playwright/test'
import type { FoundBrowser } from '../bench'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']

type Opened = { readonly port: number; readonly close: () => Promise<void> }

/** The browser of the tests, on a port that others may speak to. */
export async function openBrowser({ path, env }: FoundBrowser): Promise<Opened> {
  const folder = mkdtempSync(join(process.cwd(), '.test/browser-'))
  const child = spawn(
    path,
    [...FLAGS, '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  const close = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  for (let look = 0; look < 200; look++) {
    const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1]
    if (port !== undefined) return { port: Number(port), close }
    await wait(50)
  }
  await close()
  throw new Error(`the browser did not start: ${said.slice(-500)}`)
}

/** The same, driven by Playwright. */
export async function driveBrowser(found: FoundBrowser) {
  const { port, close } = await openBrowser(found)
  const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  return { browser, close }
}
