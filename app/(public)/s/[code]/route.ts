// app/(public)/s/[code]/route.ts
import { followShortLink } from '@/lib/offers/follow-short-link'
import { env } from '@/lib/platform/env'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ code: string }> }

/** Counts the click and goes to the offer with the affiliate and whatever origin the link carried. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const link = await followShortLink(tools, (await params).code)
  const asked = new URL(request.url).searchParams
  // An unknown short link answers as an unknown offer does: with the page that says so.
  const target = new URL(`/o/${link?.offerCode ?? 'unknown'}`, env.APP_URL)
  for (const [name, value] of asked) target.searchParams.set(name, value)
  if (link?.affiliateCode) target.searchParams.set('afiliado', link.affiliateCode)
  return new Response(null, {
    status: 302,
    headers: { location: target.href, 'cache-control': 'no-store' },
  })
}
