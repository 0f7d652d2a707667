// tests/e2e/sales.test.ts
import { readFileSync } from 'node:fs'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

const demo = readDemo()
const CARD = { number: '4024007153721930', holder: 'ANA EXEMPLO', expMonth: 12, expYear: 2031 }

/** A buyer of the demo's offer, by its API; the name says which one it was. */
async function sell(request: APIRequestContext, name: string, offerCode = demo.offers.oneOff) {
  const answer = await request.post('/api/v1/sales', {
    headers: {
      authorization: `Bearer ${demo.apiKey}`,
      'idempotency-key': `e2e-${name.replaceAll(' ', '-')}`,
    },
    data: {
      offerCode,
      customer: {
        name,
        email: `${name.replaceAll(' ', '.').toLowerCase()}@example.com`,
        phone: '(11) 98765-4321',
        document: '529.982.247-25',
      },
      payment: { method: 'card', installments: 1, card: { ...CARD, cvv: '123' } },
    },
  })
  expect(answer.status()).toBe(201)
  return answer.json()
}

const named = (word: string) => `${word} ${Date.now().toString(36)}`

test('a sale appears by itself in the list, and is only counted while somebody reads further down', async ({
  page,
  request,
}) => {
  await signIn(page)
  await page.goto('/sales')
  const first = named('Nova')
  // The channel may not be open yet: what comes before it is asked for when it opens.
  await page.waitForTimeout(1_500)
  await sell(request, first)
  await expect(page.locator('tbody tr').first()).toContainText(first)
  await expect(page.locator('tbody tr').first()).toContainText('Paga')

  await page.evaluate(() => window.scrollTo(0, 600))
  const second = named('Outra')
  await sell(request, second)
  const note = page.getByRole('button', { name: '1 venda nova' })
  await expect(note).toBeVisible()
  await expect(page.getByText(second)).toHaveCount(0)
  await note.click()
  await expect(page.locator('tbody tr').first()).toContainText(second)
})

test('a search, filters in the address, and the file of what they found', async ({
  page,
  request,
}) => {
  const name = named('Planilha')
  await sell(request, name)
  await signIn(page)
  await page.goto('/sales')
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/q=Planilha/)
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.getByText('1 venda, R$')).toBeVisible()
  await takeScreens(page, 'sales-found')

  await page.getByRole('button', { name: 'Exportar' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /Excel/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^vendas-\d{4}-\d\d-\d\d\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  expect(text.startsWith('\ufeffNúmero;')).toBe(true)
  expect(text.trim().split('\r\n')).toHaveLength(2)
  expect(text).toContain(name)

  await page.goto('/sales?min=muito&status=paid')
  await expect(page.getByText('Não entendemos: o valor mínimo.')).toBeVisible()
})

test('half of the money goes back, typed, with its reason in the history', async ({
  page,
  request,
}) => {
  const sale = await sell(request, named('Reembolso'))
  await signIn(page)
  await page.goto(`/sales/${sale.id}`)
  await page.getByRole('button', { name: 'Reembolsar' }).click()
  const dialog = page.getByRole('alertdialog')
  const give = dialog.getByRole('button', { name: 'Reembolsar' })
  await give.click()
  await expect(dialog.getByText('Digite um valor de R$ 0,01')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Valor a devolver').fill('50,00')
  await dialog.getByLabel('Por quê?').fill('Comprou duas vezes')
  await give.click()
  await expect(page.getByText('Estornada em parte').first()).toBeVisible()
  await expect(page.getByText('Motivo: Comprou duas vezes')).toBeVisible()
  await expect(page.getByText('“Comprou duas vezes”')).toBeVisible()
  await takeScreens(page, 'sale-refunded')
})

test('what waits for a person is captured in part, and what is let go wants its word', async ({
  page,
  request,
}) => {
  await signIn(page)
  const held = await sell(request, named('Captura'), demo.offers.manualCapture)
  await page.goto(`/sales/${held.id}`)
  await expect(page.getByText('Para capturar:')).toBeVisible()
  await page.getByRole('button', { name: 'Capturar', exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Valor a capturar').fill('100,00')
  await dialog.getByRole('button', { name: 'Capturar' }).click()
  await expect(page.getByText('R$ 100,00, débito confirmado.')).toBeVisible()

  const freed = await sell(request, named('Cancela'), demo.offers.manualCapture)
  await page.goto(`/sales/${freed.id}`)
  await page.getByRole('button', { name: 'Cancelar venda' }).click()
  await dialog.getByRole('button', { name: 'Cancelar venda' }).click()
  await expect(dialog.getByText('Digite “cancelar”, como está escrito.')).toBeVisible()
  await dialog.getByRole('textbox').first().fill('Cancelar')
  await dialog.getByRole('button', { name: 'Cancelar venda' }).click()
  await expect(page.getByText('Cancelada', { exact: true }).first()).toBeVisible()
})

test('the reports say what the backup saved, and each picture has its numbers', async ({
  page,
}) => {
  await signIn(page)
  await page.goto('/reports?period=days90')
  await expect(page.getByText('Vendas que a reserva salvou')).toBeVisible()
  await expect(page.getByText(/vendas? que estava/)).toBeVisible()
  for (const twin of await page.getByText('Ver os números em tabela').all()) await twin.click()
  await expect(page.getByRole('table').first()).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'reports')
})
