// playwright.config.ts
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

type Browser = {
  readonly path: string
  readonly bare: boolean
  readonly env: Readonly<Record<string, string>>
}

/** `npm test` says which browser and where the stack is; by hand: E2E_BASE_URL and CHROMIUM_PATH. */
const told = process.env.E2E_BROWSER
const browser: Browser | null = told === undefined ? byHand() : JSON.parse(told)

function byHand(): Browser | null {
  const path = process.env.CHROMIUM_PATH
  return path === undefined ? null : { path, bare: false, env: {} }
}

/** The packaged browser dislikes most of what Playwright would add; a pipe and a profile it needs. */
const bareArgs = () => [
  '--headless',
  '--no-sandbox',
  '--remote-debugging-pipe',
  `--user-data-dir=${mkdtempSync(join(process.env.E2E_TEMP ?? tmpdir(), 'browser-'))}`,
]

const launchOptions =
  browser === null
    ? { args: ['--no-sandbox'] }
    : {
        executablePath: browser.path,
        env: { ...(process.env as Record<string, string>), ...browser.env },
        args: browser.bare
          ? bareArgs()
          : ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
        ...(browser.bare && { ignoreDefaultArgs: true as const }),
      }

export default defineConfig({
  testDir: 'tests/e2e',
  // The journeys share one stack and one demo account; two cores are busy with one at a time.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  outputDir: 'test-results',
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions,
  },
})
