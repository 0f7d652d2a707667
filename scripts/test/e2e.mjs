// scripts/test/e2e.mjs
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '../start/refusal.mjs'
import { findBrowser } from './browser.mjs'
import { startOwnStack } from './own-stack.mjs'

/** Runs `work` with the environment that `playwright.config.ts` and the tests read. */
export async function withBrowserAndStack(work) {
  const browser = await findBrowser()
  say(`e2e: browser ${browser.source}`)
  const folder = mkdtempSync(join(tmpdir(), 'campainha-e2e-'))
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  const stack = await startOwnStack(dataDir, { DEMO: '1' })
  try {
    if (!(await stack.ready)) {
      return { name: 'e2e', passed: 0, failed: 1, skipped: [] }
    }
    return await work({
      E2E_BROWSER: JSON.stringify(browser),
      E2E_BASE_URL: stack.url,
      E2E_SIMULATOR_URL: stack.simulatorUrl,
      E2E_DATA_DIR: dataDir,
      E2E_TEMP: folder,
    })
  } finally {
    await stack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
