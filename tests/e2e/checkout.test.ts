// tests/e2e/checkout.test.ts
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { fillBuyer, fillCard, newCard, payButton } from './support/buyer'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'
import { addFault, clearFaults, readLedger } from './support/simulator'
import { readDemo } from './support/stack'

const offerUrl = () => `/o/${readDemo().offers.oneOff}`

/** Everything a buyer types. */
async function fillIn(page: Page) {
  await fillBuyer(page)
  await fillCard(page)
}

const refuseAtCielo = (code: string) =>
  addFault({ acquirer: 'cielo', operation: 'authorize', mode: 'return_code', code })

test.beforeEach(clearFaults)
test.afterAll(clearFaults)

test('Cielo refuses, Rede approves, and the buyer only sees an approval', async ({ page }) => {
  const before = (await readLedger()).length
  await page.goto(`${offerUrl()}?utm_source=e2e`)
  await expectAccessible(page)
  await takeScreens(page, 'offer')
  await fillIn(page)
  await page.locator('#installments').selectOption('3')
  await refuseAtCielo('91')
  await payButton(page).click()

  await expect(page).toHaveURL(/\/done\?c=/)
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  await expect(page.getByText('Pronto, Helena.')).toBeVisible()
  await expect(page.locator('.paper').getByText('Mastercard final 4444')).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'receipt')

  const entries = (await readLedger()).slice(before)
  expect(entries.map(({ acquirer, status }) => `${acquirer} ${status}`)).toEqual([
    'cielo refused',
    'rede captured',
  ])
})

test('what is missing is said beside each field and above the form, in human sentences', async ({
  page,
}) => {
  await page.goto(offerUrl())
  await payButton(page).click()
  await expect(page.getByRole('alert').getByText('Falta corrigir 8 campos')).toBeVisible()
  await expect(page.locator('#document-error')).toHaveText('Escreva seu CPF ou CNPJ.')
  await expectAccessible(page)
  await page.locator('#document').fill('529.982.247-26')
  await page.locator('#document').blur()
  await expect(page.locator('#document-error')).toContainText('Os dígitos deste CPF não conferem.')
})

test('a refusal says what to do, keeps every field but the code, and the next card is the same sale', async ({
  page,
}) => {
  const number = newCard()
  await page.goto(offerUrl())
  await fillBuyer(page)
  await fillCard(page, { number })
  await refuseAtCielo('51')
  await payButton(page).click()
  const notice = page.getByRole('alert').filter({ hasText: 'limite insuficiente' })
  await expect(notice).toBeVisible()
  await expect(page.locator('#cvv')).toHaveValue('')
  await expect(page.locator('#number')).toHaveValue(number)
  await expect(page.getByText('Helena Prates', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'refused')

  await page.getByRole('button', { name: 'Usar outro cartão' }).click()
  await page.locator('#number').fill('4024007153721930')
  await page.locator('#expiry').fill('0831')
  await page.locator('#cvv').fill('123')
  await payButton(page).click()
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
})

test('a page that is older than the price charges nothing, says so, and shows the new total beside what was typed', async ({
  page,
  browser,
}) => {
  const shop = await (await browser.newContext()).newPage()
  await signIn(shop)
  await shop.goto('/offers/new')
  await shop.getByRole('textbox', { name: 'Nome da oferta' }).fill('Oficina de voz')
  await shop.getByRole('button', { name: 'Criar e continuar' }).click()
  await shop.getByRole('tab', { name: 'Pagamento' }).click()
  const publish = async (price: string) => {
    await shop.getByRole('textbox', { name: 'Preço', exact: true }).fill(price)
    await shop.getByRole('button', { name: 'Publicar' }).click()
    const said = shop.getByText(/Oferta publicada em/)
    const address = (await said.textContent())?.match(/\/o\/\w+/)?.[0] ?? ''
    await shop.mouse.move(0, 0) // It stays while it is pointed at, over the button.
    await expect(said).toBeHidden({ timeout: 15_000 })
    return address
  }
  const address = await publish('100,00')
  await page.goto(address)
  await fillIn(page)
  await publish('150,00')

  const before = (await readLedger()).length
  await expect(payButton(page)).toHaveText(/100,00/)
  await payButton(page).click()
  await expect(page.getByRole('alert').getByText('O valor desta oferta mudou')).toBeVisible()
  await expect(payButton(page)).toHaveText(/150,00/)
  await expect(page.locator('#cvv')).toHaveValue('123')
  expect(await readLedger()).toHaveLength(before)
  await expectAccessible(page)

  await payButton(page).click()
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  expect((await readLedger()).slice(before)).toMatchObject([{ status: 'captured', amount: 150_00 }])
  await shop.context().close()
})

test('a double click, a reload and the back button never make a second sale', async ({ page }) => {
  const captured = async () =>
    (await readLedger()).filter(({ status }) => status === 'captured').length
  const before = await captured()
  await page.goto(offerUrl())
  await fillIn(page)
  await addFault({ acquirer: 'cielo', operation: 'authorize', mode: 'delay', delayMs: 2_500 })
  await payButton(page).dblclick()
  await expect(page.getByText('Confirmando com o seu banco', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page).toHaveURL(/\/done\?c=/, { timeout: 20_000 })
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Você já concluiu esta compra')).toBeVisible()
  expect((await captured()) - before).toBe(1)
})

test('an unknown code has a page that says so, and a short link leads to its offer', async ({
  page,
  request,
}) => {
  const answer = await page.goto('/o/ZZZZZZ')
  expect(answer?.status()).toBe(404)
  const link = await request.get(`/s/${readDemo().offers.oneOff}?utm_source=bio`, {
    maxRedirects: 0,
  })
  expect(link.status()).toBe(302)
  expect(link.headers().location).toContain(`${offerUrl()}?utm_source=bio`)
})

test('the same page speaks English when it is asked to', async ({ page }) => {
  await page.goto(`${offerUrl()}?lang=en`)
  await expect(page.getByRole('heading', { name: 'Complete your purchase' })).toBeVisible()
})
