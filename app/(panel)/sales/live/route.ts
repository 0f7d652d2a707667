// app/(panel)/sales/live/route.ts

/*
 * The sales of the company as they happen, for the page that lists them.
 *
 * GET         server-sent events: `event: sales` with an array of rows, new ones and those that moved;
 *             `event: ready` at once. It ends after four minutes, and the browser comes back by itself.
 * GET ?now=1  the newest rows as JSON, for a page whose channel does not hold.
 */

import { eventStream, takeStream } from '@/lib/platform/event-stream'
import { problem } from '@/lib/platform/problem'
import { findMember, remoteAddress } from '@/lib/platform/session'
import { followSales, newestSales } from '@/lib/sales/follow-sales'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  if (new URL(request.url).searchParams.has('now')) {
    return Response.json(await newestSales(ctx), { headers: { 'cache-control': 'no-store' } })
  }
  const leave = takeStream(await remoteAddress())
  if (leave === 'many' || leave === 'full') {
    return problem(503, 'too_busy', { headers: { 'retry-after': '30' } })
  }
  let look = () => {}
  return eventStream({
    tools: ctx,
    signal: request.signal,
    open: (send) => {
      send('ready', '{}')
      const following = followSales(ctx, (rows) => send('sales', JSON.stringify(rows)))
      look = following.look
      return () => {
        following.stop()
        leave()
      }
    },
    breathe: () => look(),
  })
}
