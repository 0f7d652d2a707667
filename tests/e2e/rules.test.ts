// tests/e2e/rules.test.ts
import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

test.use({ viewport: { width: 390, height: 844 } })

test('a reminder is written on a phone, seen as it arrives, and tried in the simulator', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const { store } = readDemo()
  await signIn(page)
  await page.goto(`/notifications/rules/payment_refused?store=${store.id}`)

  await page.getByRole('button', { name: 'Mais uma mensagem' }).click()
  await expect(page.getByText('Mensagem criada, desligada.')).toBeVisible()
  await expect(page).toHaveURL(/step=\d+/)
  const text = page.getByLabel('Texto', { exact: true })
  await text.fill('Oi, o cartão de {{order.totl}} não passou.')
  await page.getByRole('button', { name: 'Salvar texto' }).click()
  await expect(page.getByText('O texto usa uma variável que não existe.')).toBeVisible()

  await text.fill('Oi, o pagamento de {{order.total}} não passou. Quer tentar por Pix?')
  await page.getByRole('button', { name: 'Como chega' }).click()
  const sheet = page.getByRole('dialog', { name: 'Como chega' })
  await expect(sheet.getByText(/não passou\. Quer tentar por Pix\?/).first()).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Salvar texto' }).click()
  await expect(page.getByText('Notificação salva.')).toBeVisible()

  await page.goto(`/notifications/simulator?store=${store.id}&begin=14:07`)
  const outcome = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'O que aconteceria' }) })
  await expect(outcome.getByText(/^Saem \d+ mensagens; \d+ são caladas\.$/)).toBeVisible()
  const line = (words: RegExp) => outcome.getByRole('listitem').filter({ hasText: words })
  await expect(line(/Superada\s*Lembrete de Pix/)).toContainText('Chegou “Pagamento aprovado”')
  await expect(line(/Sai\s*Pagamento aprovado/)).toBeVisible()
  await expectAccessible(page)

  // Before any reminder could leave it is paid for: nothing is left to be silenced.
  await page.getByRole('slider', { name: /Pagamento aprovado/ }).press('Home')
  await expect(line(/Sai\s*Pix gerado/)).toHaveCount(0)
})
