// tests/e2e/support/sign-in.ts
import { expect, type Page } from '@playwright/test'
import { readDemo } from './stack'

/** As the producer of the demo account, through the form that everybody uses. */
export async function signIn(page: Page, { email, password } = readDemo().producer) {
  await page.goto('/sign-in')
  await page.locator('input[type="email"]').fill(email)
  await page.locator('input[type="password"]').fill(password)
  await page.locator('form button[type="submit"]').first().click()
  await expect(page).not.toHaveURL(/sign-in/)
}
