// tests/e2e/offer-content.test.ts
import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible } from './support/accessible'
import { signIn } from './support/sign-in'

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()
const saved = (page: Page) =>
  expect(page.getByText('Rascunho salvo')).toBeVisible({ timeout: 30_000 })

/** A picture of one colour, and like no other test's. */
const picture = (name: string, background: string) =>
  sharp({ create: { width: 700, height: 500, channels: 3, background } })
    .jpeg()
    .toBuffer()
    .then((buffer) => ({ name, mimeType: 'image/jpeg', buffer }))

test('pictures, voices, a video and blocks: put on the page by pointer and by keyboard, and seen by a visitor', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  await signIn(page)
  await page.goto('/offers/new')
  await page.getByRole('textbox', { name: 'Nome da oferta', exact: true }).fill('Curso de pão')
  await page.getByRole('textbox', { name: 'Preço (R$)', exact: true }).fill('90')
  await page.getByRole('button', { name: 'Criar e continuar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Curso de pão' })).toBeVisible()

  // Words with a shape: by keyboard, and by the toolbar.
  const words = page.getByRole('textbox', { name: 'Descrição' })
  await words.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Delete')
  await page.keyboard.type('Farinha, água e ')
  await page.getByRole('button', { name: 'Negrito' }).click()
  await expect(page.getByRole('button', { name: 'Negrito' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.keyboard.type('tempo')
  await saved(page)

  await tab(page, 'Galeria')
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles([
      await picture('capa.jpg', '#b5653a'),
      await picture('forno.jpg', '#2c7281'),
      { name: 'nota.pdf', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7\nnota') },
    ])
  await expect(page.getByText('Isto é um PDF.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Entendi' }).click()
  await page.getByRole('textbox', { name: 'Descrição da imagem 1' }).fill('Pão na pedra')
  await page.getByRole('textbox', { name: 'Descrição da imagem 2' }).fill('Forno aceso')
  await page.getByRole('button', { name: 'Arrastar Forno aceso' }).focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Forno aceso na mão, posição 2 de 2.')).toBeAttached()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('Forno aceso iria para a posição 1 de 2.')).toBeAttached()
  await page.keyboard.press('Space')
  await expect(page.getByRole('textbox', { name: 'Descrição da imagem 1' })).toHaveValue(
    'Forno aceso',
  )
  await saved(page)
  await expectAccessible(page)

  await tab(page, 'Testemunhos')
  await page.getByRole('button', { name: 'Adicionar testemunho' }).click()
  await page.keyboard.type('Meu pão nunca mais virou pedra.')
  await expect(page.getByText('Escreva o nome, de 2 a 80 letras.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Nome', exact: true }).first().fill('Noemi Falcão')
  await expect(page.getByText('Escreva o nome, de 2 a 80 letras.')).toBeHidden()
  await saved(page)

  await tab(page, 'Vídeo')
  const address = page.getByRole('textbox', { name: 'Endereço do vídeo' })
  await address.fill('https://www.youtube.com/@paes')
  await expect(page.getByText('Isto é um canal ou uma lista.')).toBeVisible()
  await address.fill('https://youtu.be/aqz-KE-bpKQ')
  await expect(page.getByText('Vídeo do YouTube, aqz-KE-bpKQ')).toBeVisible()
  await saved(page)

  await tab(page, 'Avançado')
  await expect(page.getByText('Ninguém se apresentou ainda.')).toBeVisible()
  await page.getByRole('button', { name: 'Mover Vídeo para baixo' }).click()
  await page.getByRole('switch', { name: 'Garantia' }).click()
  await saved(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Publicar' }).click()
  await expect(page.getByText('Tudo publicado.')).toBeVisible()

  const seen = await page.getByRole('link', { name: 'Ver a página' }).getAttribute('href')
  const visitor = await context.newPage()
  await visitor.goto(seen ?? '')
  const cover = visitor.getByRole('img', { name: 'Forno aceso' }).first()
  await expect(cover).toBeVisible()
  await expect
    .poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await expect(visitor.locator('strong', { hasText: 'tempo' })).toBeVisible()
  await expect(visitor.getByText('Meu pão nunca mais virou pedra.')).toBeVisible()
  const card = await visitor.locator('meta[property="og:image"]').getAttribute('content')
  const drawn = await visitor.request.get(card ?? '')
  expect(await sharp(await drawn.body()).metadata()).toMatchObject({
    format: 'jpeg',
    width: 1200,
    height: 630,
  })
})
