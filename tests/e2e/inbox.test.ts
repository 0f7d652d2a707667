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

test('whatever a system of one’s own sends is explained by clicking on it', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page)
  await page.goto('/stores/new')
  await page.getByRole('textbox').first().fill('Sistema próprio')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Webhook JSON/ }).click()
  const address = page.getByText(/\/api\/postbacks\/[0-9a-z]{32}$/).first()
  await expect(address).toBeVisible()
  const body = { what: 'sold', ref: 'MAP-01', who: { cell: '11987650077', mail: 'a@example.com' } }
  const url = (await address.textContent())?.trim() ?? ''
  expect(await (await postTo(url, JSON.stringify(body))).json()).toMatchObject({
    quarantined: true,
  })

  await page.getByRole('link', { name: 'Apontar os campos' }).click({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: 'Apontar os campos' })).toBeVisible()
  await expectAccessible(page)
  const point = async (field: string, value: RegExp) => {
    const line = page.getByRole('button', { name: new RegExp(`^${field}`), pressed: false })
    if ((await line.count()) > 0) await line.first().click()
    await page
      .getByRole('group', { name: /Conteúdo recebido/ })
      .getByText(value)
      .first()
      .click()
  }
  await point('O que aconteceu', /^sold$/)
  await point('Número do pedido', /^MAP-01$/)
  await point('Celular', /^11987650077$/)
  await page.getByLabel('sold', { exact: true }).selectOption('payment_approved')
  await expect(page.getByText('(11) 98765-0077')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Salvar e continuar' }).click()
  await expect(page.getByRole('heading', { name: /vai dizer/ })).toBeVisible({ timeout: 30_000 })
})
