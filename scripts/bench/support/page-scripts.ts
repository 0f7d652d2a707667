// scripts/bench/support/page-scripts.ts
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'

/** A card that the simulator approves. */
const CARD = { number: '4024007153763191', expiry: '0831', cvv: '123' }
const BUYER = {
  name: 'Helena Prates',
  email: 'helena.prates@example.com',
  phone: '11912345678',
  document: '52998224725',
}

/**
 * The scripts of a page, gzip -9, by their address: all that came from opening it until what `then`
 * does is done. What is fetched on demand counts as what was there from the start.
 */
async function scriptsOf(
  browser: Browser,
  url: string,
  then: (page: Page) => Promise<void> = async () => undefined,
): Promise<ReadonlyMap<string, number>> {
  const page = await browser.newPage({ locale: 'pt-BR' })
  const bodies: Promise<[string, number]>[] = []
  let isOver = false
  page.on('response', (response) => {
    if (isOver || response.request().resourceType() !== 'script') return
    const weighed = response.body().then((body) => gzipSync(body, { level: 9 }).length)
    bodies.push(weighed.then((bytes) => [response.url(), bytes]))
  })
  try {
    await page.goto(url, { waitUntil: 'networkidle' })
    await then(page)
    isOver = true
    return new Map(await Promise.all(bodies))
  } finally {
    await page.close()
  }
}

/** Up to the answer of the first click on "pay": what a receipt loads is the receipt's. */
async function pay(page: Page): Promise<void> {
  for (const [id, text] of Object.entries({ ...BUYER, ...CARD })) {
    await page.locator(`#${id}`).fill(text)
    await page.locator(`#${id}`).blur()
  }
  await page.waitForLoadState('networkidle')
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' && response.url().includes('/api/checkout/'),
  )
  await page.locator('.pay button').click()
  await answered
}

type OwnScripts = { readonly ownBytes: number; readonly emptyBytes: number }

/** What an offer page weighs above a page of the same application that has nothing on it. */
export async function ownScripts(
  browser: Browser,
  { offerUrl, emptyUrl }: { readonly offerUrl: string; readonly emptyUrl: string },
): Promise<OwnScripts> {
  const empty = await scriptsOf(browser, emptyUrl)
  const offer = await scriptsOf(browser, offerUrl, pay)
  const sum = (sizes: Iterable<number>) => [...sizes].reduce((total, size) => total + size, 0)
  const own = [...offer].filter(([address]) => !empty.has(address)).map(([, size]) => size)
  return { ownBytes: sum(own), emptyBytes: sum(empty.values()) }
}
