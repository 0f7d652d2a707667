// app/(panel)/settings/acquirers/health/route.ts
import { acquirerPill } from '@/lib/accounts/acquirer-views'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'

/** What the header asks again while somebody looks at it: the page around it stays as it is. */
export async function GET(): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  return Response.json(await acquirerPill(ctx), { headers: { 'cache-control': 'no-store' } })
}
