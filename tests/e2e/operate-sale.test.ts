// tests/e2e/operate-sale.test.ts
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { fillBuyer, fillCard, newCard, payButton } from './support/buyer'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'
import { clearFaults } from './support/simulator'
import { readDemo } from './support/stack'

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]

const { offers, baseUrl } = readDemo()

/** A name that no other sale has: letters alone, as on a document. */
const named = (first: string) => {
  const letters = [...Date.now().toString(26)].map((digit) =>
    String.fromCharCode(97 + Number.parseInt(digit, 26)),
  )
  return `${first} ${letters.join('')}`
}

/** A buyer in a browser of their own, on the offer's page, with a card in hand. */
async function buy(browser: Browser, viewport: (typeof SIZES)[number], code: string, name: string) {
  const context = await browser.newContext({ viewport, baseURL: baseUrl })
  const page = await context.newPage()
  await page.goto(`/o/${code}`)
  await fillBuyer(page, name)
  await fillCard(page, { number: newCard() })
  await payButton(page).click()
  await expect(page).toHaveURL(/\/done\?c=/, { timeout: 30_000 })
  const said = await page.locator('main').textContent()
  await context.close()
  return said
}

/** From the list, as somebody does who was told a name on the telephone. */
async function openFromList(page: Page, name: string) {
  await page.goto('/sales')
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('searchbox').press('Enter')
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page).toHaveURL(/\/sales\/sale_/)
}

const press = (page: Page, verb: string) =>
  page.getByRole('button', { name: verb, exact: true }).click()

test.beforeEach(clearFaults)

for (const viewport of SIZES) {
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport })

    test('a held amount is charged when the producer types it, and not before', async ({
      page,
      browser,
    }) => {
      const name = named('Iracema')
      const code = offers.manualCapture
      if (code === null) throw new Error('the demo has no offer with manual capture')
      expect(await buy(browser, viewport, code, name)).toContain('Reserva feita')

      await signIn(page)
      await openFromList(page, name)
      await expect(page.getByText(/Para capturar: \d+ d \d+ h/)).toBeVisible()
      await press(page, 'Capturar')
      const dialog = page.getByRole('alertdialog')
      const amount = dialog.getByLabel('Valor a capturar')
      await amount.fill('480,01')
      await press(page, 'Capturar')
      await expect(dialog.getByText('Digite um valor de R$ 0,01 a R$ 480,00.')).toBeVisible()
      await expect(amount).toBeFocused()
      await expectAccessible(page)
      await amount.fill('480,00')
      await press(page, 'Capturar')

      await expect(page.getByText('Paga', { exact: true }).first()).toBeVisible()
      await expect(page.getByText('R$ 480,00, débito confirmado.')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Capturar', exact: true })).toHaveCount(0)
      // Its button is gone; whoever uses a keyboard goes on from the page, not from nowhere.
      await expect(page.locator('#content')).toBeFocused()
      await takeScreens(page, `sale-captured-from-${viewport.width}`)
    })

    test('part of the money goes back with its reason and its person, and never more than is left', async ({
      page,
      browser,
    }) => {
      const name = named('Jandira')
      const code = offers.oneOff
      if (code === null) throw new Error('the demo has no offer')
      expect(await buy(browser, viewport, code, name)).toContain('Pagamento aprovado')

      await signIn(page)
      await openFromList(page, name)
      await press(page, 'Reembolsar')
      const dialog = page.getByRole('alertdialog')
      await dialog.getByLabel('Valor a devolver').fill('150,00')
      await dialog.getByLabel('Por quê?').fill('Desistiu de uma parte')
      await press(page, 'Reembolsar')
      await expect(page.getByText('Estornada em parte').first()).toBeVisible()
      await expect(page.getByText('R$ 150,00 de R$ 197,00 devolvidos')).toBeVisible()
      await expect(page.getByText('Motivo: Desistiu de uma parte')).toBeVisible()
      const team = page.getByRole('complementary').filter({ hasText: 'Quem mexeu' })
      await expect(team.getByText('Lia Moura devolveu R$ 150,00')).toBeVisible()
      await expectAccessible(page)

      await press(page, 'Reembolsar')
      await expect(dialog.getByText('Até R$ 47,00.')).toBeVisible()
      await dialog.getByLabel('Valor a devolver').fill('47,01')
      await press(page, 'Reembolsar')
      await expect(dialog.getByText('Digite um valor de R$ 0,01 a R$ 47,00.')).toBeVisible()
      await expect(dialog.getByLabel('Valor a devolver')).toBeFocused()
      await press(page, 'Voltar')
      await expect(page.getByText('R$ 150,00 de R$ 197,00 devolvidos')).toBeVisible()
    })
  })
}
