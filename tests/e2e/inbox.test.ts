// tests/e2e/inbox.test.ts
import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { paytBody, postTo } from './support/payt'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

test.use({ viewport: { width: 390, height: 844 } })

test('a word nobody knows waits, is given a meaning, and is read again', async ({ page }) => {
  test.setTimeout(180_000)
  const { store } = readDemo()
  const body = paytBody({
    key: store.integrationKey,
    file: 'pix_generated.escaped-slashes.json',
    order: 'QUAR01',
    phone: '11987650099',
  }).replaceAll('"waiting_payment"', '"palavra_nova"')
  const answer = await (await postTo(store.postbackUrl, body)).json()
  expect(answer).toMatchObject({ received: true, quarantined: true })

  await signIn(page)
  await page.goto(`/stores/${store.id}/inbox/${answer.id}`)
  await expect(page.getByText(/palavra_nova/).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Dizer o que significa' }).click()
  await expect(page.getByRole('heading', { name: 'Quarentena' })).toBeVisible()
  await expectAccessible(page)
  const card = page.locator('section', { hasText: 'palavra_nova/palavra_nova' }).first()
  await card.getByLabel('O que significa?').selectOption('pix_generated')
  await card.getByRole('button', { name: 'Salvar e ler de novo' }).click()
  await expect(page.getByText('estão sendo lidos')).toBeVisible()

  await expect(async () => {
    await page.goto(`/diagnosis?q=TXQUAR01`)
    await expect(page.getByText(/Gerou \d mensage/).first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)
})
