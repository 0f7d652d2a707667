// app/api/v1/postbacks/[id]/replay/route.ts
import { after } from 'next/server'
import { nudge } from '@/inngest/nudge'
import { apiContext } from '@/lib/platform/api-key'
import { problem } from '@/lib/platform/problem'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { type ReplayError, replayPostback } from '@/lib/postbacks/replay-postback'
import { findPostbackJson } from '@/lib/postbacks/views'

type Params = { readonly params: Promise<{ id: string }> }

const STATUS_OF_ERROR: Readonly<Record<ReplayError['code'], number>> = {
  postback_not_found: 404,
  not_allowed: 403,
  still_quarantined: 409,
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = PostbackId.safeParse((await params).id)
  if (!id.success) return problem(404, 'postback_not_found')

  const result = await replayPostback(ctx, id.data)
  if (!result.ok) {
    const { error } = result
    const why = 'reason' in error ? { detail: error.reason.replaceAll('_', ' ') } : {}
    return problem(STATUS_OF_ERROR[error.code], error.code, why)
  }
  after(() => nudge())
  return Response.json(await findPostbackJson(ctx, id.data))
}
