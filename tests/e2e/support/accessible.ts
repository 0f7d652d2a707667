// tests/e2e/support/accessible.ts
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const STOPS_SOMEBODY = ['serious', 'critical']

/** Nothing that keeps a person from using the page: axe's serious and critical findings. */
export async function expectAccessible(page: Page) {
  await page.waitForFunction(isStill)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations
    .filter(({ impact }) => STOPS_SOMEBODY.includes(impact ?? ''))
    .map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map(({ target }) => target.join(' ')),
    }))
  expect(found).toEqual([])
}

/** A dialog that is fading out has no contrast to speak of; what moves for ever is looked at as it is. */
const isStill = () =>
  document
    .getAnimations()
    .every(
      ({ playState, effect }) =>
        playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
    )
