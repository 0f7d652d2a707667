// tests/e2e/support/buyer.ts
import type { Page } from '@playwright/test'

export const CARD = '5555 5555 5555 4444'

/**
 * A card of one's own: the brands count the tries of each, and a fourth refusal stops them. It ends in
 * 4, which the simulator approves where no fault says otherwise.
 */
export function newCard(): string {
  const digits = `555555${String(Math.random()).slice(2, 10).padEnd(8, '7')}`
  const full = Array.from({ length: 10 }, (_, i) => `${digits}${i}4`).find(isLuhn)
  return (full ?? CARD).replace(/(\d{4})(?=\d)/g, '$1 ')
}

const isLuhn = (number: string) =>
  [...number].reverse().reduce((total, digit, i) => {
    const weighed = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0) %
    10 ===
  0

/** Who buys, the way a browser on a phone would fill it in. */
export async function fillBuyer(page: Page, name = 'Helena Prates') {
  await page.locator('#name').fill(name)
  await page.locator('#email').fill('helena.prates@example.com')
  await page.locator('#phone').fill('11912345678')
  await page.locator('#document').fill('52998224725')
}

export async function fillCard(page: Page, { number = CARD, holder = 'HELENA PRATES' } = {}) {
  await page.locator('#number').fill(number)
  await page.locator('#expiry').fill('0831')
  await page.locator('#cvv').fill('123')
  await page.locator('#holder').fill(holder)
}

/** The one button of the form. */
export const payButton = (page: Page) => page.locator('.pay button[type="submit"]')

export const choose = (page: Page, method: 'Cartão' | 'Pix' | 'Boleto') =>
  page.getByRole('radio', { name: method }).check({ force: true })
