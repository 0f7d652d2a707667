// app/api/internal/revalidate/route.ts
import { revalidateTag } from 'next/cache'
import { RevalidateInput } from '@/lib/offers/tell-web'
import { env } from '@/lib/platform/env'
import { isInternal } from '@/lib/platform/internal-call'
import { invalid, problem } from '@/lib/platform/problem'
import { tools } from '@/lib/platform/tools'
import { readUpTo } from '@/lib/postbacks/read-up-to'

const MAX_BYTES = 16 * 1024

/** From the worker alone: a fact changed what a cached page shows. */
export async function POST(request: Request): Promise<Response> {
  const bytes = await readUpTo(request, MAX_BYTES)
  if (bytes === null) return problem(413, 'body_too_large')
  const body = Buffer.from(bytes).toString('utf8')
  const call = { secret: env.AUTH_SECRET, body, now: tools.now() }
  if (!isInternal(request.headers, call)) return problem(401, 'signature_wrong')
  const input = RevalidateInput.safeParse(parse(body))
  if (!input.success) return invalid(input.error)
  // At once, as by the panel: an older price must not be shown once more meanwhile.
  for (const tag of input.data.tags) revalidateTag(tag, { expire: 0 })
  return new Response(null, { status: 204 })
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
