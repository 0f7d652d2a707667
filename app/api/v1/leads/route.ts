// app/api/v1/leads/route.ts
import { LeadsQuery } from '@/lib/leads/leads-query'
import { toLeadJson } from '@/lib/leads/to-lead-json'
import { listLeads } from '@/lib/leads/views'
import { apiContext } from '@/lib/platform/api-key'
import { badQuery, problem } from '@/lib/platform/problem'

export async function GET(request: Request): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const query = LeadsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return badQuery(query.error)
  const { rows, next } = await listLeads(ctx, query.data)
  return Response.json({ data: rows.map(toLeadJson), nextCursor: next })
}
