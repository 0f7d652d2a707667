// scripts/bench/offer-page.ts
import type { Bench } from './bench'
import { readDemo } from './support/demo'
import { load, median } from './support/load'
import { rawRequest } from './support/raw-client'
import { startStaticPage } from './support/static-page'

const ROUNDS = 3
const SECONDS = 5
const CONNECTIONS = 16
const HEADERS = { accept: 'text/html', 'accept-encoding': 'identity' }

/** An offer page costs what a static page of Next costs: it is one, until the offer changes. */
export const bench: Bench = {
  name: 'offer-page',
  about: 'offer pages beside a static Next page of the same size',
  run: async ({ stack: start, say }) => {
    const stack = await start()
    const offerUrl = `${stack.url}/o/${readDemo(stack).offers.oneOff}`
    const answer = await fetch(offerUrl, { headers: HEADERS })
    const bytes = (await answer.text()).length
    const page = await startStaticPage(bytes)
    try {
      const get = (url: string, seconds = SECONDS) =>
        load({
          url,
          connections: CONNECTIONS,
          requests: 200_000,
          seconds,
          request: () => rawRequest('GET', url, HEADERS),
          isGood: ({ status, body }) => status === 200 && body.length > bytes / 2,
        })
      await get(offerUrl, 2)
      await get(page.url, 2)
      const ours: number[] = []
      const plain: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const offer = await get(offerUrl)
        if (offer.complaint !== null) say(`offer-page: ${offer.bad} bad, ${offer.complaint}`)
        ours.push(offer.perSecond)
        plain.push((await get(page.url)).perSecond)
      }
      const [rate, plainRate] = [median(ours), median(plain)]
      return [
        { name: 'offer pages', value: rate, unit: '/s' },
        { name: 'static Next page', value: plainRate, unit: '/s' },
        { name: 'ratio', value: rate / plainRate, unit: '', goal: { atLeast: 0.8 } },
        { name: 'size of the offer page', value: bytes / 1024, unit: 'KiB' },
        { name: 'size of the static page', value: page.bytes / 1024, unit: 'KiB' },
      ]
    } finally {
      await page.stop()
    }
  },
}
