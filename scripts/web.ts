// scripts/web.ts
import { createServer, type RequestListener } from 'node:http'
import { parseArgs } from 'node:util'
import next from 'next'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { frontDoor } from './web/front-door'

/** As a process that was ended by the signal itself, for whoever watches. */
const STATUS_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const

const { values } = parseArgs({
  options: { port: { type: 'string' }, hostname: { type: 'string' } },
})
const port = Number(values.port)
const hostname = values.hostname ?? '127.0.0.1'

/**
 * The web process of an installation. It listens at once: a gateway is answered while Next is still
 * reading its build, and whoever wants a page waits for it.
 */
const server = createServer(
  frontDoor(tools, (request, response) => {
    ready
      .then((handle) => handle(request, response))
      .catch((error: unknown) => {
        log.error('a request was not answered', { error })
        response.destroy()
      })
  }),
)
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
