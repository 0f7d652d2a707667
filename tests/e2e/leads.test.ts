// tests/e2e/leads.test.ts
import { type Browser, expect, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

const address = () => `/o/${readDemo().offers.recurring}?utm_source=e2e&afiliado=E2E`

/** A person nobody has seen, as each run has its own. */
const someone = () => {
  const mark = Math.random().toString(36).slice(2, 10)
  const digits = String(Math.floor(Math.random() * 90_000_000) + 10_000_000)
  return {
    email: `lead.${mark}@exemplo.com.br`,
    phone: `(11) 9${digits.slice(0, 4)}-${digits.slice(4)}`,
  }
}

async function leave(browser: Browser, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled })
  const page = await context.newPage()
  await page.goto(address())
  const { email, phone } = someone()
  const form = page.locator('#lead-form')
  if (javaScriptEnabled) await expect(form).toHaveJSProperty('noValidate', true)
  await expect(form.locator('#lead-consent')).not.toBeChecked()
  await form.locator('#lead-email').fill('teste@teste.com')
  await form.locator('#lead-phone').fill(phone)
  await form.locator('#lead-consent').check()
  await form.locator('button').click()
  await expect(page.locator('#lead-email-error')).toContainText('não recebe mensagens')
  await expect(page.locator('#lead-phone')).toHaveValue(phone)
  await page.locator('#lead-email').fill(email)
  await page.locator('#lead-consent').check()
  await page.locator('#lead-form button').click()
  await expect(page.getByText('Pronto, recebemos seu contato.')).toBeVisible()
  await context.close()
  return email
}

test('a visitor leaves a contact with JavaScript and without, and its producer finds it', async ({
  browser,
  page,
}) => {
  const emails = [await leave(browser, true), await leave(browser, false)]
  await signIn(page)
  for (const email of emails) {
    await page.goto(`/leads?q=${email}`)
    await page.getByRole('link', { name: email }).click()
    await expect(page.getByText(/Quero receber de/)).toBeVisible()
    await expect(page.getByText('E2E', { exact: true })).toBeVisible()
    await expect(page.getByText('e2e', { exact: true })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Apagar lead' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Apagar lead' }).click()
  await expect(page.getByText('Os dados desta pessoa foram apagados')).toBeVisible()
})
