// tests/e2e/page-security.test.ts
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { fillBuyer, fillCard, payButton } from './support/buyer'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

const offerUrl = () => `/o/${readDemo().offers.oneOff}`

/** What the browser refused to do, told by itself as it happens. */
async function watchRefusals(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    )
  })
  return () => page.evaluate(() => (window as unknown as { refused: string[] }).refused)
}

test('a script that somebody put into the page does not run, and its producer reads of it', async ({
  page,
  browser,
}) => {
  const refused = await watchRefusals(page)
  await page.route(`**${offerUrl()}`, async (route) => {
    const answer = await route.fetch()
    const html = (await answer.text())
      .replace('</head>', '<script>window.stolen = true</script></head>')
      .replace('<main', '<img src="x" alt="" onerror="window.stolen = true"><main')
    // The newer way to tell takes a minute and this browser has no part of it; the older one is at once.
    const policy = answer.headers()['content-security-policy']?.replace('; report-to csp', '') ?? ''
    const headers = { ...answer.headers(), 'content-security-policy': policy }
    await route.fulfill({ response: answer, headers, body: html })
  })
  await page.goto(offerUrl())
  await expect
    .poll(refused)
    .toEqual(expect.arrayContaining(['script-src-elem inline', 'script-src-attr inline']))
  expect(await page.evaluate(() => 'stolen' in window)).toBe(false)

  const shop = await (await browser.newContext()).newPage()
  await signIn(shop)
  await shop.goto('/settings/security')
  const row = shop.getByText(`barrado por script-src-elem em ${offerUrl()}`)
  await expect(async () => {
    await shop.reload()
    await expect(row).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectAccessible(shop)
  await shop.getByRole('button', { name: 'Examinar agora' }).click()
  await expect(shop.getByText(/igua(l|is) à versão instalada\.$/)).toBeVisible()
  await shop.context().close()
})

test('a page of ours does all it must under its policy: it comes alive, sells, and shows the receipt', async ({
  page,
}) => {
  const refused = await watchRefusals(page)
  const answer = await page.goto(offerUrl())
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/script-src [^;]*unsafe/)
  expect(policy).toContain("default-src 'none'")
  await fillBuyer(page)
  await fillCard(page)
  expect(await refused()).toEqual([])
  await payButton(page).click()
  await expect(page).toHaveURL(/\/done\?c=/)
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  expect(await refused()).toEqual([])
})

test('who has the page already does not get it again', async ({ request }) => {
  const first = await request.get(offerUrl())
  const again = await request.get(offerUrl(), {
    headers: { 'if-none-match': first.headers().etag ?? '' },
  })
  expect(again.status()).toBe(304)
})

/** Services of ours in the place of Google's and Meta's: they note what they are told and what they can reach. */
async function standInForServices(context: BrowserContext, own: string): Promise<string[]> {
  const told: string[] = []
  const script = (say: string) => `
    const say = (what) => { new Image().src = '${say}?' + encodeURIComponent(JSON.stringify(what)) }
    const reach = (name, get) => { try { say([name, String(get())]) } catch (error) { say([name, error.name]) } }
    reach('parent', () => parent.document.title)
    reach('top', () => top.localStorage.length)
    reach('origin', () => origin)
    reach('cookie', () => document.cookie.includes('next-auth'))
    reach('form', () => parent.document.querySelector('#number').value)`
  await context.route(
    (url) => !url.href.startsWith(own),
    (route) => {
      const url = route.request().url()
      if (url.includes('/gtag/js')) {
        return route.fulfill({
          contentType: 'text/javascript',
          body: `${script('https://www.google-analytics.com/g/collect')}
            const pass = (words) => say([...words]); dataLayer.forEach(pass)
            dataLayer.push = (words) => pass(words)`,
        })
      }
      if (url.includes('fbevents')) {
        return route.fulfill({
          contentType: 'text/javascript',
          body: `fbq.callMethod = (...words) => { new Image().src = 'https://www.facebook.com/tr?' + encodeURIComponent(JSON.stringify(words)) }
            fbq.queue.forEach((words) => fbq.callMethod(...words))`,
        })
      }
      told.push(decodeURIComponent(url))
      return route.fulfill({ status: 204 })
    },
  )
  return told
}

/** An offer of the demo account that measures; its address. */
async function givenMeasuringOffer(page: Page): Promise<string> {
  await signIn(page)
  await page.goto('/offers/new')
  await page.getByRole('textbox', { name: 'Nome da oferta' }).fill('Curso de flauta doce')
  await page.getByRole('button', { name: 'Criar e continuar' }).click()
  await page.getByRole('tab', { name: 'Pagamento' }).click()
  await page.getByRole('textbox', { name: 'Preço' }).fill('120,00')
  await page.getByRole('tab', { name: 'Integrações' }).click()
  await page.getByRole('textbox', { name: 'Google Analytics 4' }).fill('G-AB12CD34EF')
  await page.getByRole('textbox', { name: 'Meta Pixel' }).fill('123456789012345')
  await page.getByRole('button', { name: 'Publicar' }).click()
  const said = page.getByText(/Oferta publicada em/)
  return (await said.textContent())?.match(/\/o\/\w+/)?.[0] ?? ''
}

test('services measure only after a yes, in a frame that reaches neither the card nor the page', async ({
  page,
  browser,
  baseURL,
}) => {
  const shop = await browser.newContext()
  const address = await givenMeasuringOffer(await shop.newPage())
  await shop.close()
  const told = await standInForServices(page.context(), baseURL ?? '')
  const refused = await watchRefusals(page)
  const answer = await page.goto(`${address}?utm_source=e2e&gclid=abc&email=segredo@example.com`)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/google|facebook/)

  const question = page.getByRole('complementary', { name: 'Privacidade' })
  await expect(question).toBeVisible()
  await expectAccessible(page)
  await page.locator('#name').fill('Helena')
  expect(told).toEqual([])
  expect(page.frames()).toHaveLength(1)

  await question.getByRole('button', { name: 'Aceitar' }).click()
  await expect(question).toBeHidden()
  await expect.poll(() => told.some((each) => each.includes('"page_view"'))).toBe(true)
  await expect.poll(() => told.some((each) => each.includes('PageView'))).toBe(true)
  const reached = (name: string) => told.find((each) => each.includes(`["${name}",`))
  expect(reached('parent')).toContain('SecurityError')
  expect(reached('top')).toContain('SecurityError')
  expect(reached('form')).toContain('SecurityError')
  expect(reached('origin')).toContain('"null"')
  expect(reached('cookie')).toContain('false')

  await fillBuyer(page)
  await fillCard(page)
  await expect.poll(() => told.some((each) => each.includes('InitiateCheckout'))).toBe(true)
  await payButton(page).click()
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  const bought = () => told.filter((each) => each.includes('["event","purchase"'))
  await expect.poll(() => bought().length).toBe(1)
  expect(bought()[0]).toContain('"value":120')
  await page.reload()
  await expect(page.getByText('Pagamento aprovado')).toBeVisible()
  await expect.poll(() => page.frames().length).toBe(2)
  expect(bought()).toHaveLength(1)

  const all = told.join('\n')
  for (const secret of [
    'Helena',
    'helena.prates',
    '11912345678',
    '52998224725',
    '5555555',
    'segredo',
  ]) {
    expect(all).not.toContain(secret)
  }
  expect(all).not.toMatch(/done\?c=|[?&]c=/)
  expect(await refused()).toEqual([])
})

test('a no is kept, loads nothing, and can be changed at the end of the page', async ({
  page,
  browser,
  baseURL,
}) => {
  const shop = await browser.newContext()
  const address = await givenMeasuringOffer(await shop.newPage())
  await shop.close()
  const told = await standInForServices(page.context(), baseURL ?? '')
  await page.goto(address)
  const question = page.getByRole('complementary', { name: 'Privacidade' })
  await question.getByRole('button', { name: 'Recusar' }).click()
  await page.reload()
  await expect(page.locator('#name')).toBeVisible()
  await expect(question).toBeHidden()
  expect(page.frames()).toHaveLength(1)
  await page.getByRole('button', { name: 'Privacidade' }).click()
  await expect(question).toBeFocused()
  await question.getByRole('button', { name: 'Aceitar' }).click()
  await expect.poll(() => told.length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Privacidade' }).click()
  await question.getByRole('button', { name: 'Recusar' }).click()
  await expect.poll(() => page.frames().length).toBe(1)
})
