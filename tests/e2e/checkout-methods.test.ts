// tests/e2e/checkout-methods.test.ts
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { choose, fillBuyer, fillCard, newCard, payButton } from './support/buyer'
import { takeScreens } from './support/screens'
import { addFault, clearFaults, payNewest, readLedger } from './support/simulator'
import { readDemo } from './support/stack'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }

const offerUrl = () => `/o/${readDemo().offers.oneOff}`

/** Pix by Pix: what waits for money and what has it, since `from`. */
const statusesSince = async (from: number) =>
  (await readLedger()).slice(from).map(({ status }) => status)

async function askForPix(page: Page) {
  await page.goto(offerUrl())
  await fillBuyer(page)
  await choose(page, 'Pix')
  await expect(payButton(page)).toHaveText(/Gerar Pix de R\$\s197,00/)
  await payButton(page).click()
  await expect(page.getByRole('heading', { name: 'Pague com Pix para concluir' })).toBeVisible()
}

const expectPaid = async (page: Page) => {
  await expect(page).toHaveURL(/\/done\?c=/, { timeout: 30_000 })
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
}

test.beforeEach(clearFaults)
test.afterAll(clearFaults)

for (const size of [PHONE, DESK]) {
  test.describe(`at ${size.width} px`, () => {
    test.use({ viewport: size })

    test('twelve instalments: the selector, the summary, the button and the receipt say one total', async ({
      page,
    }) => {
      await page.goto(offerUrl())
      await fillBuyer(page)
      await fillCard(page)
      await page.locator('#installments').selectOption('12')
      const total = (await page.locator('.sum .total dd').textContent()) ?? ''
      expect(total).toMatch(/^R\$\s2\d\d,\d\d$/)
      await expect(payButton(page)).toHaveText(`Pagar ${total}`)
      await expect(page.locator('#installments-hint')).toContainText(`Total ${total}, com juros`)
      await payButton(page).click()
      await expectPaid(page)
      await expect(page.locator('.rows .total dd')).toHaveText(total)
      await expect(page.getByText(/12x de R\$/)).toBeVisible()
    })

    test('a Pix is shown again after a reload, and its payment brings the receipt without a click', async ({
      page,
    }) => {
      const from = (await readLedger()).length
      await askForPix(page)
      const code = await page.getByLabel('Código Pix copia e cola').inputValue()
      expect(code).toMatch(/^000201.*6304[0-9A-F]{4}$/)
      await expect(page.getByRole('img', { name: /QR code do Pix/ })).toBeVisible()
      await expect(page.getByRole('timer')).toHaveText(/^(30:00|29:\d\d)$/)
      await expectAccessible(page)
      if (size === DESK) await takeScreens(page, 'pix')

      await page.reload()
      await expect(page.getByLabel('Código Pix copia e cola')).toHaveValue(code)
      expect(await statusesSince(from)).toEqual(['waiting'])

      await payNewest()
      await expectPaid(page)
      await expect(page.getByText('Pix, à vista')).toBeVisible()
      await expect(page.getByText('Na fatura do cartão')).toHaveCount(0)
    })

    test('a boleto has a page of its own that never says it was paid', async ({ page }) => {
      await page.goto(offerUrl())
      await fillBuyer(page)
      await choose(page, 'Boleto')
      await payButton(page).click()
      await expect(page).toHaveURL(/\/done\?c=/, { timeout: 30_000 })
      await expect(page.getByRole('heading', { name: 'Falta só pagar o boleto' })).toBeVisible()
      const line = await page.getByLabel('Linha digitável do boleto').inputValue()
      expect(line.replace(/\D/g, '')).toHaveLength(47)
      await expect(page.getByRole('img', { name: 'Código de barras do boleto' })).toBeVisible()
      await expect(page.getByText('Pagamento aprovado')).toHaveCount(0)
      await expectAccessible(page)
      if (size === DESK) await takeScreens(page, 'boleto')
    })

    test('a card without limit: one press on the same screen pays with Pix, and nothing is typed again', async ({
      page,
    }) => {
      const from = (await readLedger()).length
      const number = newCard()
      await page.goto(offerUrl())
      await fillBuyer(page)
      await fillCard(page, { number })
      await page.locator('#installments').selectOption('3')
      await addFault({ acquirer: 'cielo', operation: 'authorize', mode: 'return_code', code: '51' })
      await payButton(page).click()
      const notice = page.getByRole('alert').filter({ hasText: 'limite insuficiente' })
      await expect(notice).toBeFocused()
      // Instalments bear interest, a Pix does not: the button says what the Pix costs.
      await notice.getByRole('button', { name: /Pagar R\$\s197,00 com Pix/ }).click()
      await expect(page.getByRole('heading', { name: 'Pague com Pix para concluir' })).toBeVisible()

      // And back: the form is as it was left, less the code.
      await page.getByRole('button', { name: 'Pagar com cartão' }).click()
      await expect(page.locator('#number')).toHaveValue(number)
      await expect(page.locator('#name')).toHaveValue('Helena Prates')
      await expect(page.locator('#cvv')).toHaveValue('')

      // The Pix that was issued is still listened to.
      await payNewest()
      await expectPaid(page)
      expect(await statusesSince(from)).toEqual(['refused', 'captured'])
    })
  })
}

test('the device’s clock may be wrong: a Pix ends by the server’s', async ({ page }) => {
  await page.clock.install({ time: Date.now() + 2 * 3_600_000 })
  await askForPix(page)
  await expect(page.getByRole('timer')).toHaveText(/^(30:0\d|29:\d\d)$/)
})

test('without a network nothing is sent, what was typed stays, and a Pix says that it waits', async ({
  page,
  context,
}) => {
  const from = (await readLedger()).length
  await page.goto(offerUrl())
  await fillBuyer(page)
  await choose(page, 'Pix')
  await context.setOffline(true)
  await payButton(page).click()
  await expect(page.getByRole('alert').getByText('Você está sem internet')).toBeVisible()
  await expect(page.locator('#name')).toHaveValue('Helena Prates')
  expect(await statusesSince(from)).toEqual([])

  await context.setOffline(false)
  await payButton(page).click()
  await expect(page.getByText('Aguardando o seu pagamento')).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText('Se você já pagou, está tudo certo')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('Aguardando o seu pagamento')).toBeVisible()
})

test('arrow keys choose the method, and each asks only for what it needs', async ({ page }) => {
  await page.goto(offerUrl())
  await page.getByRole('radio', { name: 'Cartão' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Pix' })).toBeChecked()
  await expect(page.locator('#number')).toHaveCount(0)
  await payButton(page).click()
  await expect(page.getByRole('alert').getByText('Falta corrigir 4 campos')).toBeVisible()
})

test('a slip in the e-mail is asked about, taken with one press, and never in the way', async ({
  page,
}) => {
  await page.goto(offerUrl())
  await page.locator('#email').fill('helena.prates@hotmial.com')
  await page.locator('#email').blur()
  await page.getByRole('button', { name: 'helena.prates@hotmail.com?' }).click()
  await expect(page.locator('#email')).toHaveValue('helena.prates@hotmail.com')
  await expect(page.getByRole('button', { name: /@hotmail/ })).toHaveCount(0)
})

test('an answer that is lost on its way is waited for, and the card is charged once', async ({
  page,
}) => {
  const from = (await readLedger()).length
  let reachable = false
  await page.route('**/api/checkout/**', async (route) => {
    if (reachable) return route.continue()
    if (route.request().method() === 'POST') await route.fetch()
    return route.abort()
  })
  await page.goto(offerUrl())
  await fillBuyer(page)
  await fillCard(page, { number: newCard() })
  await payButton(page).click()
  await expect(page.getByRole('heading', { name: 'Perdemos a conexão' })).toBeVisible()
  await expect(page.getByText('Não pague de novo.')).toBeVisible()
  reachable = true
  await expectPaid(page)
  expect(await statusesSince(from)).toEqual(['captured'])
})

test('the e-mail of an order is put right on its receipt, once', async ({ page }) => {
  await page.goto(offerUrl())
  await fillBuyer(page)
  await fillCard(page)
  await payButton(page).click()
  await expectPaid(page)
  await page.getByRole('button', { name: 'Corrigir e-mail' }).click()
  const field = page.getByLabel('Novo e-mail')
  await field.fill('helena@')
  await page.getByRole('button', { name: 'Salvar', exact: true }).click()
  await expect(page.locator('#new-email-error')).toContainText('Falta algo no e-mail')
  await field.fill('helena.prates@gmial.com')
  await page.getByRole('button', { name: 'helena.prates@gmail.com?' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Salvar', exact: true }).click()
  await expect(page.getByText('O pedido agora está em helena.prates@gmail.com')).toBeVisible()

  await page.reload()
  await expect(page.getByText('helena.prates@gmail.com')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Corrigir e-mail' })).toHaveCount(0)
})

test('whoever reads the offer in English is thanked in English', async ({ page }) => {
  await page.goto(`${offerUrl()}?lang=en`)
  await fillBuyer(page)
  await fillCard(page, { number: newCard() })
  await payButton(page).click()
  await expect(page).toHaveURL(/\/done\?c=/, { timeout: 30_000 })
  await expect(page.getByText('Payment approved')).toBeVisible()
})

test('what is asked for a card alone is no error once a Pix is chosen', async ({ page }) => {
  await page.goto(offerUrl())
  await payButton(page).click()
  const summary = page.getByRole('alert').filter({ hasText: 'Falta corrigir 8 campos' })
  await expect(summary).toBeFocused()
  await expect(page.getByText('O número do cartão vai direto')).toBeVisible()
  await choose(page, 'Pix')
  await expect(page.getByRole('alert').getByText('Falta corrigir 4 campos')).toBeVisible()
  await expect(page.getByText('O número do cartão vai direto')).toBeHidden()
})
