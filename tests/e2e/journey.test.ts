// tests/e2e/journey.test.ts
import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { paytBody, postTo } from './support/payt'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'
import { clearFaults, readMessages } from './support/simulator'
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
}

async function messagesOf(store: string, order: string): Promise<Message[]> {
  const { apiKey, baseUrl } = readDemo()
  const response = await fetch(`${baseUrl}/api/v1/messages?store=${store}&order=TX${order}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  })
  expect(response.status).toBe(200)
  return (await response.json()).data
}

const toldTo = async (phone: string) => (await readMessages()).filter(({ to }) => to === phone)

test.beforeAll(clearFaults)

test('a producer links PayT with the wizard, and a real postback becomes a message at its time', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await signIn(page)
  await page.goto('/stores/new')
  await expectAccessible(page)
  await page.getByLabel('Descrição').fill('Turma da primavera')
  await page.getByRole('button', { name: 'Continuar' }).click()
  await page.getByRole('button', { name: /PayT/ }).click()

  const address = page.getByText(/\/api\/postbacks\/[0-9a-z]{32}$/).first()
  await expect(address).toBeVisible()
  const url = (await address.textContent())?.trim() ?? ''
  await page.getByPlaceholder('0a1b2c3d…').fill(KEY)
  await page.getByRole('button', { name: 'Salvar chave' }).click()
  await expect(page.getByText('Chave salva, final 1e0f.')).toBeVisible()
  await expect(page.getByText('Aguardando o evento de teste da PayT…').first()).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'wizard-waiting')

  const test_ = {
    key: KEY,
    file: 'collected.test-url.json',
    order: 'TEST',
    phone: '+5511988887766',
  }
  expect(await (await postTo(url, paytBody(test_))).json()).toMatchObject({
    received: true,
    test: true,
  })
  await expect(page.getByText('Chegou! A PayT está ligada').first()).toBeVisible({
    timeout: 20_000,
  })
  await takeScreens(page, 'wizard-heard')

  await page.getByRole('link', { name: 'Continuar' }).click()
  await page.getByText('WhatsApp do Quintal').click()
  await page.getByRole('button', { name: 'Concluir' }).click()
  await expect(page).toHaveURL(/\/stores\/sto_[0-9a-z]+$/)
  const store = page.url().split('/').at(-1) ?? ''

  // One order pays at once: the pix message, still waiting, gives way to the approval.
  const paid = { key: KEY, order: 'JP01', phone: '+5511988880101' }
  expect((await postTo(url, paytBody({ ...paid, file: PIX }))).status).toBe(200)
  const states = async () => (await messagesOf(store, paid.order)).map(({ state }) => state)
  await expect.poll(states, { timeout: 20_000 }).toContain('scheduled')
  expect((await postTo(url, paytBody({ ...paid, file: PAID }))).status).toBe(200)
  // The other only asked for the code: its message leaves a minute later.
  const asked = { key: KEY, order: 'JP02', phone: '+5511988880202' }
  const askedAt = Date.now()
  const first = await (await postTo(url, paytBody({ ...asked, file: PIX }))).json()
  const again = await (await postTo(url, paytBody({ ...asked, file: PIX }))).json()
  expect(first).toMatchObject({ received: true })
  expect(again).toMatchObject({ received: true })

  await expect.poll(() => toldTo(paid.phone), { timeout: 30_000 }).toHaveLength(1)
  const [approval] = await toldTo(paid.phone)
  expect(approval?.body).toContain('aprovad')
  const outcomes = await messagesOf(store, paid.order)
  const pix = outcomes.find(({ rule, step }) => rule === 'pix_generated' && step === 1)
  expect(pix).toMatchObject({ state: 'superseded', reason: 'superseded by payment_approved' })

  await expect
    .poll(async () => (await toldTo(asked.phone)).length, { timeout: 120_000 })
    .toBeGreaterThan(0)
  expect(Date.now() - askedAt).toBeGreaterThan(45_000)
  await page.reload()
  await expectAccessible(page)
  await takeScreens(page, 'store')
  // Delivered twice, told once.
  const step1 = (await messagesOf(store, asked.order)).filter(
    ({ rule, step }) => rule === 'pix_generated' && step === 1,
  )
  expect(step1).toHaveLength(1)
})

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
