// scripts/web.ts
import { createServer, type RequestListener } from 'node:http'
import { parseArgs } from 'node:util'
import next from 'next'
import { findOfferPage } from '@/lib/offers/page-view'
import { finishBeforeStop } from '@/lib/platform/before-stop'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { tellWithoutValues } from '@/lib/platform/without-values'
import { integritiesOf, readInventory } from '@/lib/security/inventory'
import { keepInventory } from '@/lib/security/keep-inventory'
import { frontDoor } from './web/front-door'
import { lineTo } from './web/pages/ask-next'
import { letGoBy } from './web/pages/let-go'
import { offerPages } from './web/pages/offer-pages'

/** As a process that was ended by the signal itself, for whoever watches. */
const STATUS_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const

const { values } = parseArgs({
  options: { port: { type: 'string' }, hostname: { type: 'string' } },
})
const port = Number(values.port)
const hostname = values.hostname ?? '127.0.0.1'

tellWithoutValues(console)

const inventory = await readInventory(env.NEXT_DIST_DIR)
const { host } = new URL(tools.appUrl)

const pages: RequestListener = (request, response) => {
  ready
    .then((handle) => handle(request, response))
    .catch((error: unknown) => {
      log.error('a request was not answered', { error })
      response.destroy()
    })
}
const ask = lineTo(pages)
const offers = offerPages(
  {
    ...{ ask, host, now: tools.now },
    readOffer: (code) => findOfferPage(tools, code),
    letGo: letGoBy({ ask, host, now: tools.now, secret: env.AUTH_SECRET }),
    integrities: integritiesOf(inventory?.scripts ?? []),
  },
  pages,
)

/**
 * The web process of an installation. It listens at once: a gateway is answered while Next is still
 * reading its build, and whoever wants a page waits for it.
 */
const server = createServer(frontDoor(tools, offers))
const app = next({ dev: false, dir: process.cwd(), hostname, port, httpServer: server })
const ready = app.prepare().then((): RequestListener => app.getRequestHandler())

let leaving = false
function leave(signal: keyof typeof STATUS_OF_SIGNAL): void {
  if (leaving) return
  leaving = true
  // Whatever was begun is answered first; what it left to do afterwards is then Next's to end.
  server.close(() => {
    void app
      .close()
      .then(finishBeforeStop)
      .then(() => tools.db.$client.end({ timeout: 2 }))
      .catch((error: unknown) => log.error('the web process did not end well', { error }))
      .finally(() => process.exit(STATUS_OF_SIGNAL[signal]))
  })
}
process.on('SIGTERM', leave)
process.on('SIGINT', leave)

function fail(error: unknown): never {
  log.error('the web process did not start', { error })
  process.exit(1)
}

server.once('error', fail)
server.listen(port, hostname)
ready.catch(fail)
if (inventory !== null) {
  keepInventory(tools, inventory).catch((error: unknown) =>
    log.warn('the list of scripts was not kept', { error }),
  )
}
