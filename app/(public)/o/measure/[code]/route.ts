// app/(public)/o/measure/[code]/route.ts
import { measurePage } from '@/lib/security/measure-page'
import { measures } from '@/lib/security/page-policy'
import { cachedOffer } from '../../cached-offer'

type Params = { readonly params: Promise<{ code: string }> }

/** The frame where services measure. It knows the ids of the offer, and nothing of its visitor. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const offer = await cachedOffer((await params).code)
  const trackers = offer?.trackers ?? null
  if (trackers === null || !measures(trackers)) return new Response(null, { status: 404 })
  const { html, policy } = measurePage(trackers)
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-frame-options': 'SAMEORIGIN',
      'cache-control': 'public, no-cache',
      'x-robots-tag': 'noindex',
    },
  })
}
