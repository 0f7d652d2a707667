// scripts/web/beacon-door.ts
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Tools } from '@/lib/platform/context'
import { BEACON_MAX_BYTES, makeHearer } from '@/lib/reports/hear-visit'
import { openVisits } from '@/lib/reports/keep-visits'
import { readRequest } from './read-request'

/** Visits of offer pages; see `app/api/beacon/route.ts`. */
export const BEACON = /^\/api\/beacon\/?(?:\?|$)/

const LIMITS = { maxBytes: BEACON_MAX_BYTES, withinMs: 5_000 }
const SIGNED_IN = /next-auth\.session-token/

/**
 * Answers the beacons of a launch in front of Next, at a tenth of the cost of a route. Who carries a
 * session may be the producer, and only Next can read it.
 */
export function beaconDoor(tools: Tools, next: RequestListener): RequestListener {
  const hear = makeHearer(tools)
  const visits = openVisits(tools)
  return (request, response) => {
    const { method, headers } = request
    if (method !== 'POST' || SIGNED_IN.test(headers.cookie ?? '')) return next(request, response)
    void readRequest(request, LIMITS).then((body) => {
      const heard = hear({
        headers: { get: (name) => textOf(headers[name]) },
        body: typeof body === 'string' ? null : body,
        address: addressOf(request),
      })
      if (heard !== null) visits.note(heard)
      if (response.destroyed) return
      response.writeHead(204, request.complete ? {} : { connection: 'close' }).end()
    })
  }
}

const textOf = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value.join() : value) ?? null

/** Said by the proxy in front, who is the last to write its line; without one it is the visitor. */
const addressOf = ({ headers, socket }: IncomingMessage): string =>
  textOf(headers['x-forwarded-for'])?.split(',').at(-1)?.trim() || (socket.remoteAddress ?? '')
