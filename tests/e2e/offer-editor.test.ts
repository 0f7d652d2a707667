// tests/e2e/offer-editor.test.ts
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { signIn } from './support/sign-in'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()
const saved = (page: Page) => expect(page.getByText('Rascunho salvo')).toBeVisible()

test('from a name to a public page: what is wrong is found, what is typed is kept, what was public comes back', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  await signIn(page)
  await page.goto('/offers/new')
  await field(page, 'Nome da oferta').fill('Violão do Zero')
  await field(page, 'Preço (R$)').fill('cem')
  await page.getByRole('button', { name: 'Criar e continuar' }).click()
  await expect(page.getByText('O preço vai de R$ 1,00')).toBeVisible()
  await expect(field(page, 'Nome da oferta')).toHaveValue('Violão do Zero')
  await field(page, 'Preço (R$)').fill('197')
  await page.getByRole('button', { name: 'Criar e continuar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Violão do Zero' })).toBeVisible()

  // The "?" tells by keyboard, and Esc closes it.
  await page.getByRole('button', { name: 'Ajuda: Título' }).focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('tooltip')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tooltip')).toBeHidden()

  await tab(page, 'Pagamento')
  await expect(page.getByText(/12x de R\$\s19,78/)).toBeVisible()
  await expect(page.getByText(/taxa efetiva de 42,41% ao ano/)).toBeVisible()
  await field(page, 'Preço').fill('grátis')
  await expect(page.getByRole('tab', { name: 'Pagamento 1 campo para corrigir' })).toBeVisible()
  await tab(page, 'Oferta')
  await field(page, 'Frase de apoio').fill('Para quem nunca pegou num violão.')
  await expect(page.getByText('O resto do rascunho está salvo')).toBeVisible()
  await page.getByRole('button', { name: 'Publicar' }).click()
  await expect(field(page, 'Preço')).toBeFocused()
  await field(page, 'Preço').fill('197,00')
  await saved(page)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Publicar' }).click()
  await expect(page.getByText(/Oferta publicada em/)).toBeVisible()
  await expect(page.getByText('Tudo publicado.')).toBeVisible()
  const address = await page.getByRole('link', { name: 'Ver a página' }).getAttribute('href')
  const visitor = await context.newPage()
  await visitor.goto(address ?? '')
  await expect(visitor.getByText('Para quem nunca pegou num violão.')).toBeVisible()

  // Two windows: the one that is behind is told, and its words are not lost.
  const other = await context.newPage()
  await other.goto(page.url())
  await field(other, 'Título').fill('Violão em seis semanas')
  await saved(other)
  await tab(page, 'Oferta')
  await field(page, 'Frase de apoio').fill('Vinte minutos por dia.')
  await expect(page.getByText(/Você, em outra janela, salvou esta oferta/)).toBeVisible()
  await page.getByRole('button', { name: 'Manter os meus campos' }).click()
  await expect(field(page, 'Título')).toHaveValue('Violão em seis semanas')
  await expect(field(page, 'Frase de apoio')).toHaveValue('Vinte minutos por dia.')
  await other.close()

  await page.getByRole('button', { name: 'Ver 2 mudanças' }).click()
  const changes = page.getByRole('dialog')
  await expect(changes.getByText('“Violão em seis semanas”')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Publicar' }).click()
  await expect(page.getByText('Tudo publicado.')).toBeVisible()

  await page.getByRole('link', { name: 'Versões' }).click()
  await expect(page.getByRole('heading', { name: 'Versão 2' })).toBeVisible()
  await page.getByRole('button', { name: 'Trazer de volta' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trazer de volta' }).click()
  await expect(field(page, 'Título')).toHaveValue('Violão do Zero')
  await expect(page.getByText('Por publicar: título, frase de apoio.')).toBeVisible()

  await tab(page, 'Avançado')
  await page.getByRole('button', { name: 'Arquivar oferta' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Arquivar oferta' }).click()
  await expect(page.getByText('Esta oferta está arquivada')).toBeVisible()
  expect((await visitor.goto(address ?? ''))?.status()).toBe(404)
})
