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
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const run = CHECKPOINT.exec(pathname)?.[1]
    if (request.method === 'POST' && EVENTS.test(pathname)) return events(engine, request)
    if (request.method === 'POST' && run !== undefined) return checkpoint(engine, run, request)
    log.error('a function asked for what the embedded engine does not do', { path: pathname })
    const error = `${request.method} ${pathname} is not supported by the embedded engine`
    return Response.json({ error, status: 501 }, { status: 501 })
  }

const Sent = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])])

async function events(engine: Engine, request: Request): Promise<Response> {
  const sent = Sent.parse(await request.json())
  const seed = request.headers.get('x-inngest-event-id-seed')
  const kept = await receive(engine, engine.sql, sent, seed)
  if ('error' in kept) {
    return Response.json({ ids: [], status: 400, error: kept.error }, { status: 400 })
  }
  engine.wake()
  return Response.json({ ids: kept, status: 200 })
}
