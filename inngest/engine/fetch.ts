// inngest/engine/fetch.ts
import { z } from 'zod'
import { log } from '@/lib/platform/log'
import { checkpoint } from './checkpoint'
import type { Engine } from './engine'
import { receive } from './ingest'

const EVENTS = /^\/e\/[^/]+$/
const CHECKPOINT = /^\/v1\/checkpoint\/([^/]+)\/async$/

/**
 * What the SDK's client would ask the server over the network, answered in process. Everything
 * else is 501 and never 404, which the SDK takes for success on some paths.
 */
export const engineFetch =
  (engine: Engine): typeof fetch =>
  async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
    const run = CHECKPOINT.exec(pathname)?.[1]
    if (method === 'POST' && run !== undefined) {
      return checkpoint(engine, run, await bodyOf(input, init))
    }
    if (method === 'POST' && EVENTS.test(pathname)) {
      const { headers } = new Request(input, init)
      return events(engine, await bodyOf(input, init), headers.get('x-inngest-event-id-seed'))
    }
    log.error('a function asked for what the embedded engine does not do', { path: pathname })
    const error = `${method} ${pathname} is not supported by the embedded engine`
    return Response.json({ error, status: 501 }, { status: 501 })
  }

const Sent = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])])

/** Without a Request of its own: each step of each run comes by here. */
const bodyOf = (...[input, init]: Parameters<typeof fetch>): Promise<unknown> | unknown =>
  typeof init?.body === 'string' ? JSON.parse(init.body) : new Request(input, init).json()

async function events(engine: Engine, body: unknown, seed: string | null): Promise<Response> {
  const kept = await receive(engine, engine.sql, Sent.parse(body), seed)
  if ('error' in kept) {
    return Response.json({ ids: [], status: 400, error: kept.error }, { status: 400 })
  }
  engine.wake()
  return Response.json({ ids: kept, status: 200 })
}
