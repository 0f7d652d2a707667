// app/api/v1/messages/route.ts
import { MessagesQuery } from '@/lib/notifications/messages-query'
import { listMessages, toMessageJson } from '@/lib/notifications/views'
import { apiContext } from '@/lib/platform/api-key'
import { badQuery, problem } from '@/lib/platform/problem'

export async function GET(request: Request): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const query = MessagesQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return badQuery(query.error)
  const { rows, next } = await listMessages(ctx, query.data)
  return Response.json({ data: rows.map(toMessageJson), nextCursor: next })
}
