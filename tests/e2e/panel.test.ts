// tests/e2e/panel.test.ts
import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

const PLACES = [
  ['home', '/'],
  ['sales', '/sales'],
  ['to-capture', '/sales/to-capture'],
  ['offers', '/offers'],
  ['stores', '/stores'],
  ['notifications', '/notifications'],
  ['reports', '/reports'],
  ['findings', '/findings'],
  ['instances', '/instances'],
  ['settings-company', '/settings/company'],
  ['settings-acquirers', '/settings/acquirers'],
  ['settings-keys', '/settings/api-keys'],
  ['settings-members', '/settings/members'],
] as const

test('every place of the panel opens, fits a phone and keeps nobody out', async ({ page }) => {
  test.setTimeout(180_000)
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(`${page.url()}: ${error.message}`))
  await signIn(page)
  for (const [name, path] of [
    ...PLACES,
    ['queue', `/instances/${readDemo().instance.id}`],
  ] as const) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(200)
    await expectAccessible(page)
    await page.setViewportSize({ width: 320, height: 700 })
    const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(spill, `${path} is wider than 320 px by`).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 800 })
    await takeScreens(page, `panel-${name}`)
  }
  expect(broken).toEqual([])
})

test('a sale tells what happened at each acquirer, in words, with its milliseconds', async ({
  page,
}) => {
  await signIn(page)
  await page.goto('/sales?status=paid')
  await page.locator('a[href^="/sales/sale_"]').first().click()
  await expect(page).toHaveURL(/\/sales\/sale_/)
  await expect(page.getByText(/\d+ ms/).first()).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'sale')
})

test('the panel speaks English to whoever chooses it, and the night is dark', async ({ page }) => {
  await signIn(page)
  await page.context().addCookies([{ name: 'locale', value: 'en', url: readDemo().baseUrl }])
  await page.goto('/sales')
  await expect(page.getByRole('heading', { name: 'Sales' }).first()).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await expectAccessible(page)
})
