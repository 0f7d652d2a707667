// tests/e2e/offer-page.test.ts
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { expectAccessible } from './support/accessible'
import { fillBuyer, fillCard, newCard, payButton } from './support/buyer'
import { signIn } from './support/sign-in'
import { clearFaults, readLedger } from './support/simulator'
import { readDemo } from './support/stack'

const DAY_MS = 86_400_000

function database() {
  const file = join(process.env.E2E_DATA_DIR ?? '.data', 'postgres.json')
  const { port, password } = JSON.parse(readFileSync(file, 'utf8'))
  return postgres(`postgres://postgres:${password}@127.0.0.1:${port}/campainha`, { max: 1 })
}

/** Where the page asks what time it is, somebody else's hour is told. */
const tellHour = (page: Page, at: number) =>
  page.route('**/theme.js', (route) =>
    route.request().method() === 'HEAD'
      ? route.fulfill({ headers: { date: new Date(at).toUTCString() } })
      : route.continue(),
  )

test.beforeEach(clearFaults)

test('a link carries a coupon, something is added, and the total on the button is what is charged', async ({
  page,
  browser,
}) => {
  const shop = await (await browser.newContext()).newPage()
  await signIn(shop)
  await shop.goto('/coupons')
  await shop.getByRole('button', { name: 'Criar cupom' }).first().click()
  await shop.getByLabel('Código').fill('pagina20')
  await shop.getByLabel('Desconto (%)').fill('20')
  await shop.getByRole('dialog').getByRole('button', { name: 'Criar' }).click()
  await expect(shop.getByRole('dialog')).toBeHidden()
  await shop.context().close()

  const { oneOff } = readDemo().offers
  await page.goto(`/o/${oneOff}?cupom=pagina20`)
  const summary = page.locator('.summary')
  await expect(summary).toContainText('Cupom aplicado: 20% de desconto.')
  await expect(payButton(page)).toHaveText('Pagar R$ 157,60')
  const extra = page.locator('.bump input').first()
  await expect(extra).not.toBeChecked()
  await extra.check()
  await expect(payButton(page)).toHaveText('Pagar R$ 184,60')
  await expectAccessible(page)

  await summary.getByRole('button', { name: 'Tirar o cupom' }).click()
  await expect(payButton(page)).toHaveText('Pagar R$ 224,00')
  await summary.getByRole('button', { name: 'Tenho um cupom' }).click()
  await page.locator('#coupon').fill('nao-existe')
  await page.locator('#coupon').press('Enter')
  await expect(page.locator('#coupon-error')).toHaveText(
    'Este cupom não existe. Confira as letras.',
  )
  await page.locator('#coupon').fill('PAGINA20')
  await page.locator('#coupon').press('Enter')
  await expect(payButton(page)).toHaveText('Pagar R$ 184,60')

  const before = (await readLedger()).length
  await fillBuyer(page)
  await fillCard(page, { number: newCard() })
  await payButton(page).click()
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  expect((await readLedger()).slice(before)).toMatchObject([{ status: 'captured', amount: 184_60 }])
})

test('the last place goes while the form is filled in: nothing is charged, and a list takes the e-mail', async ({
  page,
}) => {
  const code = readDemo().offers.limited ?? ''
  const sql = database()
  try {
    await page.goto(`/o/${code}`)
    await fillBuyer(page)
    await fillCard(page, { number: newCard() })
    const before = (await readLedger()).length
    await sql`
      update offer_places set taken = taken + 1000
      where offer_id = (select id from offers where code = ${code})`
    await payButton(page).click()
    await expect(page.getByText('A última vaga saiu enquanto você preenchia')).toBeVisible()
    await expect(page.locator('#number')).not.toHaveValue('')
    expect(await readLedger()).toHaveLength(before)
    await page.getByRole('button', { name: 'Entrar na lista de espera' }).click()
    await expect(page.getByRole('heading', { name: /vagas acabaram/ })).toBeVisible()
    await expect(payButton(page)).toBeHidden()
    await expectAccessible(page)
  } finally {
    await sql`
      update offer_places set taken = taken - 1000
      where offer_id = (select id from offers where code = ${code})`
    await sql.end()
  }
})

test('a page closes by the hour of the server, whatever it was when it was made, in both themes', async ({
  page,
}) => {
  const code = readDemo().offers.limited ?? ''
  await tellHour(page, Date.now() + 60 * DAY_MS)
  await page.goto(`/o/${code}`)
  await expect(page.getByRole('heading', { name: /As inscrições encerraram em/ })).toBeVisible()
  await expect(payButton(page)).toBeHidden()
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.unroute('**/theme.js')
  await tellHour(page, Date.now() - 60 * DAY_MS)
  await page.reload()
  await expect(page.getByRole('heading', { name: /As inscrições abrem/ })).toBeVisible()
  const file = await page.request.get(`/o/${code}/calendar`)
  expect(await file.text()).toContain('BEGIN:VEVENT')
})

test('the page can be used from the keyboard, by night, and on a phone of 320 pixels', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.goto(`/o/${readDemo().offers.oneOff}`)
  await expectAccessible(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(320)
  const shot = page.locator('.shots a').first()
  await shot.focus()
  await shot.press('Enter')
  const dialog = page.locator('dialog.lightbox')
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(shot).toBeFocused()
})

test('a video is nobody else’s business until it is tapped', async ({ page }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') elsewhere.push(request.url())
  })
  await page.route(/youtube|vimeo/, (route) => route.abort())
  await page.goto(`/o/${readDemo().offers.oneOff}`, { waitUntil: 'networkidle' })
  expect(elsewhere.filter((url) => url.startsWith('http'))).toEqual([])
  await page.locator('a.video').click()
  await expect(page.locator('iframe.video, video.video')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('everything is read and linked, and the payment says what it needs', async ({ page }) => {
    await page.goto(`/o/${readDemo().offers.oneOff}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.content()).toContain('Para pagar, ligue o JavaScript')
    await expect(page.locator('form.checkout')).toBeHidden()
    const question = page.locator('.faq details').nth(1)
    await question.locator('summary').click()
    await expect(question.locator('p')).toBeVisible()
    await expect(page.locator('a.video')).toHaveAttribute('href', /^https:/)
    await expect(page.locator('.shots a').first()).toHaveAttribute('href', /^\/i\//)
    // A form that is sent before its script has come would carry nothing away.
    expect(await page.locator('form.checkout input[name]:not([type=radio])').count()).toBe(0)
  })
})
