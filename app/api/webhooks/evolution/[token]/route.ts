// app/api/webhooks/evolution/[token]/route.ts
import { answerChallenge, receiveWebhook } from '@/lib/notifications/receive-webhook'
import { problem } from '@/lib/platform/problem'
import { tools } from '@/lib/platform/tools'
import { readUpTo } from '@/lib/postbacks/read-up-to'

type Params = { readonly params: Promise<{ token: string }> }
const MAX_BYTES = 1_048_576

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const address = { channel: 'evolution', token: (await params).token }
  const answer = await answerChallenge(tools, address, new URL(request.url).searchParams)
  return answer === null ? problem(403, 'challenge_refused') : new Response(answer)
}

/** A hint about messages of ours: it moves receipts forward and nothing else. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const bytes = await readUpTo(request, MAX_BYTES)
  if (bytes === null) return problem(413, 'body_too_large')
  const address = { channel: 'evolution', token: (await params).token }
  const taken = await receiveWebhook(tools, address, { headers: request.headers, bytes })
  if (taken === 'unknown') return problem(404, 'address_unknown')
  if (taken === 'untrusted') return problem(401, 'signature_wrong')
  return Response.json({ received: true })
}
