// tests/e2e/accounts.test.ts
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { takeScreens } from './support/screens'
import { signIn } from './support/sign-in'

const PASSWORD = 'um sino por venda'
const emailOf = (name: string) => `${name}.${Date.now()}@example.com`
const password = (page: Page) => page.getByLabel('Senha', { exact: true })
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()

async function signUp(page: Page, email: string, next: string) {
  await page.goto(`/sign-up?next=${next}`)
  await page.getByLabel('Seu nome').fill('Nina Prado')
  await page.getByLabel('Nome da empresa').fill('Quintal Sonoro')
  await page.getByLabel('E-mail').fill(email)
  await password(page).fill(PASSWORD)
  await press(page, 'Criar conta')
  await page.waitForURL(({ pathname }) => pathname === next)
}

/** The same person on another device: a session that the browser of the test knows nothing of. */
async function signInElsewhere(request: APIRequestContext, email: string) {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const form = { csrfToken, email, password: PASSWORD, json: 'true' }
  expect((await request.post('/api/auth/callback/credentials', { form })).status()).toBe(200)
  expect(await visit(request)).toBe(200)
}
const visit = async (request: APIRequestContext) =>
  (await request.get('/settings/members', { maxRedirects: 0 })).status()

async function look(page: Page, name: string) {
  await expectAccessible(page)
  await takeScreens(page, name)
}

test('whoever is not signed in is asked to, told what is wrong, and led back', async ({ page }) => {
  const email = emailOf('nina')
  await signUp(page, email, '/settings/company')
  await page.context().clearCookies()

  await page.goto('/settings/acquirers')
  await expect(page).toHaveURL(/\/sign-in\?next=\/settings\/acquirers$/)
  await look(page, 'sign-in')
  await press(page, 'Entrar')
  await expect(page.getByText('Preencha este campo.')).toHaveCount(2)
  await page.getByLabel('E-mail').fill(email)
  await password(page).fill('not this one')
  await press(page, 'Entrar')
  await expect(page.getByText('E-mail e senha não batem.')).toBeVisible()
  await password(page).fill(PASSWORD)
  await press(page, 'Entrar')
  await expect(page).toHaveURL(/\/settings\/acquirers$/)
})

test('a link that leads elsewhere after signing in leads home', async ({ page }) => {
  const email = emailOf('nina')
  await signUp(page, email, '/settings/company')
  await page.context().clearCookies()
  await page.goto('/sign-in?next=//example.com/sales')
  await page.getByLabel('E-mail').fill(email)
  await password(page).fill(PASSWORD)
  await press(page, 'Entrar')
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/)
})

test('the sign-in page speaks English to whoever asks', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('a new company fills in its data and connects both acquirers on the simulator', async ({
  page,
}) => {
  await signUp(page, emailOf('nina'), '/settings/company')
  await press(page, 'Salvar')
  await expect(page.getByText('Preencha este campo.').first()).toBeVisible()
  const company = {
    'Razão social': 'Quintal Sonoro Edições Ltda',
    'CPF ou CNPJ': '12.abc.345/01de-35',
    Telefone: '11987654321',
    'E-mail de atendimento': 'oi@example.com',
    CEP: '01310-100',
    Rua: 'Avenida Paulista',
    Número: '1000',
    Bairro: 'Bela Vista',
    Cidade: 'São Paulo',
  }
  for (const [label, text] of Object.entries(company)) await page.getByLabel(label).fill(text)
  await page.getByLabel('Estado').selectOption('SP')
  await press(page, 'Salvar')
  await expect(page.getByText('Salvo')).toBeVisible()
  await look(page, 'settings-company')
  await page.reload()
  await expect(page.getByLabel('CPF ou CNPJ')).toHaveValue('12.ABC.345/01DE-35')

  await page.goto('/settings/acquirers')
  const simulate = page.getByRole('button', { name: 'Usar o simulador' })
  await simulate.first().click()
  await expect(simulate).toHaveCount(1)
  await simulate.click()
  await expect(simulate).toHaveCount(0)
  await expect(choice(page, 'Principal')).toHaveValue('cielo')
  await expect(choice(page, 'Reserva')).toHaveValue('rede')
  await look(page, 'settings-acquirers')

  await press(page, 'Trocar principal e reserva')
  const saved = page.waitForResponse((response) => response.request().method() === 'POST')
  await press(page, 'Salvar ordem')
  await saved
  await expect(page.getByText('Salvo').last()).toBeVisible()
  await page.reload()
  await expect(choice(page, 'Principal')).toHaveValue('rede')
})

test('a test sale shows what the acquirer said, and stays out of the list of sales', async ({
  page,
}) => {
  await signUp(page, emailOf('nina'), '/settings/acquirers')
  await page.getByRole('button', { name: 'Usar o simulador' }).first().click()
  await press(page, 'Fazer venda de teste')
  const dialog = page.getByRole('dialog')
  const send = () => dialog.getByRole('button', { name: 'Fazer venda de teste' }).click()
  await dialog.getByLabel('Valor').fill('0,50')
  await send()
  await expect(dialog.getByText('Um valor entre')).toBeVisible()
  await dialog.getByLabel('Valor').fill('25,00')
  await send()
  await expect(dialog.getByText('Aprovada')).toBeVisible()
  await look(page, 'settings-test-sale')
  await dialog.getByRole('link', { name: 'Ver a venda' }).click()
  await expect(page.getByText('Teste Cielo').first()).toBeVisible()

  await page.goto('/sales')
  await expect(page.getByRole('heading', { name: 'Vendas' })).toBeVisible()
  await expect(page.getByText('Comprador de Teste')).toHaveCount(0)
  await page.goto('/sales?test=1')
  await expect(page.getByText('Comprador de Teste').first()).toBeVisible()

  await page.getByRole('button', { name: 'Adquirentes: ver saúde' }).click()
  await expect(page.getByText('As vendas começam aqui.')).toBeVisible()
})

test('an API key is shown once, opens the API, and is over when it is revoked', async ({
  page,
  request,
}) => {
  await signUp(page, emailOf('nina'), '/settings/api-keys')
  await press(page, 'Criar chave')
  await page.getByLabel('Nome').fill('Loja virtual')
  await page.getByRole('dialog').getByRole('button', { name: 'Criar chave' }).click()
  const key = (await page.getByRole('dialog').locator('output').textContent()) ?? ''
  const call = () => request.get('/api/v1/sales', { headers: { authorization: `Bearer ${key}` } })
  expect((await call()).status()).toBe(200)
  await press(page, 'Já copiei')
  await expect(page.getByText(key)).toHaveCount(0)
  await look(page, 'settings-api-keys')

  await press(page, 'Revogar a chave Loja virtual?')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revogar' }).click()
  await expect(page.getByText('Revogada')).toBeVisible()
  await expect.poll(async () => (await call()).status(), { timeout: 8_000 }).toBe(401)
})

test('an invited person joins by the link and is out as soon as they are removed', async ({
  page,
  request,
}) => {
  const [nina, ana] = [emailOf('nina'), emailOf('ana')]
  await signUp(page, nina, '/settings/members')
  await press(page, 'Convidar')
  await page.getByLabel('E-mail').fill(ana)
  await press(page, 'Criar link de convite')
  const link = (await page.getByRole('dialog').locator('output').textContent()) ?? ''

  await page.context().clearCookies()
  await page.goto(new URL(link).pathname)
  await look(page, 'invite')
  await page.getByLabel('Seu nome').fill('Ana Reis')
  await password(page).fill(PASSWORD)
  await press(page, 'Entrar na equipe')
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/settings/members')
  await expect(page.getByText('Só titulares da conta mudam a equipe.')).toBeVisible()
  await signInElsewhere(request, ana)

  await page.context().clearCookies()
  await signIn(page, { email: nina, password: PASSWORD })
  await page.goto('/settings/members')
  await look(page, 'settings-members')
  await press(page, 'Remover Ana Reis da equipe?')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remover' }).click()
  await expect(page.getByText('removeu alguém da equipe')).toBeVisible()
  expect(await visit(request)).toBe(307)
})

test('signing out everywhere ends a session that was kept elsewhere', async ({ page, request }) => {
  const email = emailOf('nina')
  await signUp(page, email, '/settings/account')
  await signInElsewhere(request, email)
  await look(page, 'settings-account')
  await page.getByRole('main').getByRole('button', { name: 'Sair de todos os aparelhos' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await visit(request)).toBe(307)
})
