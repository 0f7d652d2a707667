// tests/e2e/support/accessible.ts
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const STOPS_SOMEBODY = ['serious', 'critical']

/** Nothing that keeps a person from using the page: axe's serious and critical findings. */
export async function expectAccessible(page: Page) {
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
