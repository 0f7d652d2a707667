// tests/e2e/support/screens.ts
import { join } from 'node:path'
import type { Page } from '@playwright/test'

const FOLDER = join('tests', 'e2e', 'screenshots')
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]

/** A phone and a desk, by day and by night: four pictures a screen, in a folder git ignores. */
export async function takeScreens(page: Page, name: string) {
  const before = page.viewportSize()
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const path = join(FOLDER, `${name}-${size.width}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before !== null) await page.setViewportSize(before)
}
