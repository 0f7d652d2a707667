// app/(public)/l/[code]/route.ts
import { getTranslations } from 'next-intl/server'
import { followLink, isPerson } from '@/lib/notifications/follow-link'
import { tools } from '@/lib/platform/tools'

type Params = { readonly params: Promise<{ code: string }> }

const PRIVATE = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
}

/** A link of a message: counts the person who opened it, and goes where it was meant to. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return lead((await params).code, isPerson(request.headers))
}

/** Asked by machines alone. */
export async function HEAD(_: Request, { params }: Params): Promise<Response> {
  return lead((await params).code, false)
}

async function lead(code: string, person: boolean): Promise<Response> {
  const url = await followLink(tools, code, person)
  if (url !== null)
    return new Response(null, { status: 302, headers: { location: url, ...PRIVATE } })
  const t = await getTranslations('notifications.link')
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...PRIVATE }
  return new Response(t('gone'), { status: 404, headers })
}
