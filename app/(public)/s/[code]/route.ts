// app/(public)/s/[code]/route.ts
import { followShortLink, isClick } from '@/lib/offers/follow-short-link'
import { openClicks } from '@/lib/offers/keep-clicks'
import { env } from '@/lib/platform/env'
import { findMember } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ code: string }> }

const clicks = openClicks(tools)

/**
 * Goes to the offer with the link's code, its origin and its affiliate, and counts the click unless
 * it is a robot's, a preview's or the producer's own. Robots are sent on too: the page has the tags
 * that a preview is made of.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const found = await followShortLink(tools, (await params).code, searchParams)
  // An unknown short link answers as an unknown offer does: with the page that says so.
  if (found === null) return sendTo('/o/unknown')
  if (found.link !== null && isClick(request)) {
    const { id, accountId } = found.link
    const member = await findMember()
    if (member?.actor.accountId !== accountId) {
      clicks.note({ linkId: id, accountId, at: tools.now() })
    }
  }
  return sendTo(found.target)
}

const sendTo = (path: string) =>
  new Response(null, {
    status: 302,
    headers: { location: new URL(path, env.APP_URL).href, 'cache-control': 'no-store' },
  })
