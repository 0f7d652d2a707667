// app/api/checkout/[code]/events/route.ts

/*
 * How a sale is, told to the page that waits for it.
 *
 * GET   ?checkoutId=…  server-sent events: `event: sale` with a `CheckoutAnswer` as its data, at once
 *       and on every change; a comment every 15 s. It ends after four minutes, and the browser comes
 *       back by itself. 404 offer_not_found, sale_not_found. 429 `too_many_streams` of one address and
 *       503 `too_busy` of all, with Retry-After: the page asks `GET /api/checkout/{code}` instead.
 */

import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { eventStream, takeStream } from '@/lib/platform/event-stream'
import { buyerContext } from '@/lib/platform/job-context'
import { problem } from '@/lib/platform/problem'
import { remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'
import { findCheckout } from '@/lib/sales/find-checkout'
import { followSale } from '@/lib/sales/follow-sale'

export const dynamic = 'force-dynamic'

type Params = { readonly params: Promise<{ code: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { code } = await params
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return problem(404, 'offer_not_found')
  const ctx = buyerContext(offer.accountId)
  const checkoutId = new URL(request.url).searchParams.get('checkoutId') ?? ''
  const found = await findCheckout(ctx, { offerCode: code, checkoutId })
  if (found === null) return problem(404, 'sale_not_found')

  const leave = takeStream(await remoteAddress())
  if (leave === 'many')
    return problem(429, 'too_many_streams', { headers: { 'retry-after': '30' } })
  if (leave === 'full') return problem(503, 'too_busy', { headers: { 'retry-after': '30' } })
  const { accessUrl } = offer
  const sale = followSale(ctx, found.sale.id, { accessUrl })
  return eventStream({
    tools,
    signal: request.signal,
    open: (send) => {
      const stop = sale.start((answer) => send('sale', JSON.stringify(answer)))
      return () => {
        stop()
        leave()
      }
    },
    breathe: sale.look,
  })
}
