// scripts/bench/offer-page.ts
import type { Bench } from './bench'
import { readDemo } from './support/demo'
import { load, median } from './support/load'
import { driveBrowser } from './support/open-browser'
import { paced } from './support/paced'
import { ownScripts } from './support/page-scripts'
import { rawRequest } from './support/raw-client'
import { startStaticPage } from './support/static-page'

const KB = 1000
const ROUNDS = 3
const SECONDS = 5
const CONNECTIONS = 16
const HEADERS = { accept: 'text/html', 'accept-encoding': 'identity' }

/** An offer page costs what a static page of Next costs: it is one, until the offer changes. */
export const bench: Bench = {
  name: 'offer-page',
  about: 'offer pages beside a static Next page of the same size, and what they weigh',
  run: async ({ stack: start, browser: find, say }) => {
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
      const half = await paced({
        ...{ url: offerUrl, perSecond: rate / 2, seconds: SECONDS, connections: CONNECTIONS },
        request: () => rawRequest('GET', offerUrl, HEADERS),
        isGood: ({ status }) => status === 200,
      })
      if (half.bad > 0) say(`offer-page: ${half.bad} bad at half load`)
      const { browser, close } = await driveBrowser(await find())
      const scripts = await ownScripts(browser, {
        offerUrl,
        emptyUrl: `${stack.url}/o/ZZZZZZ`,
      }).finally(close)
      return [
        { name: 'offer pages', value: rate, unit: '/s' },
        { name: 'static Next page', value: plainRate, unit: '/s' },
        { name: 'ratio', value: rate / plainRate, unit: '', goal: { atLeast: 0.8 } },
        // To the last byte, which is later than the first.
        { name: 'answer at half load, p95', value: half.p95Ms, unit: 'ms', goal: { atMost: 50 } },
        {
          ...{
            name: 'own JavaScript, gzip, up to paying',
            value: scripts.ownBytes / KB,
            unit: 'kB',
          },
          goal: { atMost: 45 },
        },
        { name: 'JavaScript of an empty page, gzip', value: scripts.emptyBytes / KB, unit: 'kB' },
        { name: 'size of the offer page', value: bytes / 1024, unit: 'KiB' },
        { name: 'size of the static page', value: page.bytes / 1024, unit: 'KiB' },
      ]
    } finally {
      await page.stop()
    }
  },
}
