// tests/e2e/journey.test.ts
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { paytBody, postTo } from './support/payt'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'
import { clearFaults } from './support/simulator'
import { readDemo } from './support/stack'

const KEY = 'f0e1d2c3b4a5968778695a4b3c2d1e0f'
const PIX = 'pix_generated.escaped-slashes.json'
const PAID = 'payment_approved.card.json'

type Message = {
  readonly rule: string
  readonly step: number
  readonly state: string
  readonly reason: string | null
  readonly to: string
  readonly scheduledAt: string
  readonly sentAt: string | null
}

async function messagesOf(store: string, order: string): Promise<Message[]> {
  const { apiKey, baseUrl } = readDemo()
  const response = await fetch(`${baseUrl}/api/v1/messages?store=${store}&order=TX${order}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  })
  expect(response.status).toBe(200)
  return (await response.json()).data
}

test.beforeAll(clearFaults)

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('a producer links PayT with the wizard, and a real postback becomes a message at its time', async ({
    page,
  }) => {
    test.setTimeout(360_000)
    await signIn(page)
    await page.goto('/stores/new')
    await expectAccessible(page)
    await page.getByLabel('Descrição').fill('Turma da primavera')
    await page.getByRole('button', { name: 'Continuar' }).click()
    // Typing finds the platform, and Enter takes it: no mouse is needed.
    await page.getByPlaceholder(/Digite o nome/).fill('pay')
    await page.keyboard.press('Enter')

    const url = await linkPayT(page)
    await page.getByRole('link', { name: 'Continuar' }).click()
    await expect(page.getByRole('switch', { name: 'Pix gerado' })).toBeChecked()
    await expectAccessible(page)
    await takeScreens(page, 'wizard-messages')

    // Left half way, it is gone on with from the list, behind what was done.
    await page.goto('/stores')
    await page.getByRole('link', { name: 'Continuar configuração' }).first().click()
    await expect(page.getByRole('heading', { name: /vai dizer/ })).toBeVisible()
    await page.getByRole('link', { name: 'Continuar' }).click()
    await expectAccessible(page)
    await takeScreens(page, 'wizard-sender')
    await page.getByRole('button', { name: 'Criar e usar' }).click()
    await expect(page.getByRole('heading', { name: /Pronto/ })).toBeVisible({ timeout: 20_000 })
    await expectAccessible(page)
    await takeScreens(page, 'wizard-done')
    const store = new URL(page.url()).searchParams.get('store') ?? ''
    const phone = await page.getByRole('link', { name: 'Ver o telefone' }).getAttribute('href')

    await sellTwice(url, store)
    await page.goto(`${phone}?with=${encodeURIComponent(PAID_BY.phone)}`)
    await expect(page.getByText(/aprovad/).first()).toBeVisible()
    await expectAccessible(page)
    await takeScreens(page, 'phone')
    await page.goto(`/stores/${store}`)
    await expectAccessible(page)
    await takeScreens(page, 'store')
  })
})

/** The third step: address, key, and the test event that turns it green. Gives the address. */
async function linkPayT(page: Page): Promise<string> {
  const address = page.getByText(/\/api\/postbacks\/[0-9a-z]{32}$/).first()
  await expect(address).toBeVisible()
  const url = (await address.textContent())?.trim() ?? ''
  await page.getByPlaceholder('0a1b2c3d…').fill(KEY)
  await page.getByRole('button', { name: 'Salvar chave' }).click()
  await expect(page.getByText('Chave salva, final 1e0f.')).toBeVisible()
  await expect(page.getByText('Aguardando o evento de teste da PayT…').first()).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'wizard-waiting')
  const tried = {
    key: KEY,
    file: 'collected.test-url.json',
    order: 'TEST',
    phone: '+5511988887766',
  }
  expect(await (await postTo(url, paytBody(tried))).json()).toMatchObject({
    received: true,
    test: true,
  })
  await expect(page.getByText('Chegou! A PayT está ligada').first()).toBeVisible({
    timeout: 20_000,
  })
  await takeScreens(page, 'wizard-heard')
  return url
}

const PAID_BY = { key: KEY, order: 'JP01', phone: '+5511988880101' }
const ASKED_BY = { key: KEY, order: 'JP02', phone: '+5511988880202' }
const MINUTE_MS = 60_000
/** The gateway told it late: what is left of the minute is all that has to be waited for. */
const AGO_MS = 45_000
const SENT = ['sent', 'delivered', 'read']

/** One order pays at once; the other only asks for its code, twice over. */
async function sellTwice(url: string, store: string) {
  expect((await postTo(url, paytBody({ ...PAID_BY, file: PIX }))).status).toBe(200)
  const statesOf = async (order: string) =>
    (await messagesOf(store, order)).map(({ state }) => state)
  await expect.poll(() => statesOf(PAID_BY.order), { timeout: 30_000 }).toContain('scheduled')
  // The pix message, still waiting, gives way to the approval.
  expect((await postTo(url, paytBody({ ...PAID_BY, file: PAID }))).status).toBe(200)
  const askedAt = Date.now()
  for (let times = 0; times < 2; times++) {
    const kept = await postTo(url, paytBody({ ...ASKED_BY, file: PIX, ago: AGO_MS }))
    expect(await kept.json()).toMatchObject({ received: true })
  }

  const sentOf = async (order: string) =>
    (await messagesOf(store, order)).filter(({ state }) => SENT.includes(state))
  await expect
    .poll(async () => (await sentOf(PAID_BY.order)).map(({ rule }) => rule), { timeout: 60_000 })
    .toEqual(['payment_approved'])
  const pix = (await messagesOf(store, PAID_BY.order)).find(
    ({ rule, step }) => rule === 'pix_generated' && step === 1,
  )
  expect(pix).toMatchObject({ state: 'superseded', reason: 'superseded by payment_approved' })

  // Its message leaves a minute after the event: never earlier, and delivered twice it is told once.
  await expect
    .poll(async () => (await sentOf(ASKED_BY.order)).length, { timeout: 180_000 })
    .toBeGreaterThan(0)
  const [told, ...more] = await sentOf(ASKED_BY.order)
  expect(more).toEqual([])
  expect(told).toMatchObject({ rule: 'pix_generated', step: 1 })
  const [due, left] = [Date.parse(told?.scheduledAt ?? ''), Date.parse(told?.sentAt ?? '')]
  expect(due).toBeGreaterThan(askedAt - AGO_MS + MINUTE_MS - 2_000)
  expect(left).toBeGreaterThanOrEqual(due)
}

test('whoever does not know the key is refused, and what cannot be read is kept', async () => {
  const { store } = readDemo()
  const strange = { file: PIX, order: 'EVIL', phone: '+5511988880303' }
  const refused = await postTo(store.postbackUrl, paytBody({ ...strange, key: 'a'.repeat(32) }))
  expect(refused.status).toBe(401)
  const unreadable = await postTo(store.postbackUrl, '{"integration_key":')
  expect([400, 401]).toContain(unreadable.status)
  const unknown = await postTo(store.postbackUrl.replace(/.{32}$/, 'x'.repeat(32)), '{}')
  expect(unknown.status).toBe(404)
})
