// app/api/unsubscribe/[token]/route.ts
import { leaveByLink } from '@/lib/notifications/leave-by-link'
import { problem } from '@/lib/platform/problem'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ token: string }> }

/** The button of a mail program (RFC 8058): nobody is asked again. */
export async function POST(_: Request, { params }: Params): Promise<Response> {
  const left = await leaveByLink(tools, (await params).token)
  return left ? Response.json({ left: true }) : problem(404, 'address_unknown')
}

/** A person who opened it gets the page with the button. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const location = `${tools.appUrl.replace(/\/$/, '')}/sair/${encodeURIComponent((await params).token)}`
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })
}
