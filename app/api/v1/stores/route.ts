// app/api/v1/stores/route.ts
import { apiContext } from '@/lib/platform/api-key'
import { env } from '@/lib/platform/env'
import { badQuery, problem } from '@/lib/platform/problem'
import { StoresQuery } from '@/lib/stores/stores-query'
import { toStoreJson } from '@/lib/stores/to-store-json'
import { listStores } from '@/lib/stores/views'

export async function GET(request: Request): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const query = StoresQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return badQuery(query.error)
  const { cursor, limit } = query.data
  const { rows, next } = await listStores(ctx, { ...(cursor && { before: cursor }), limit })
  return Response.json({ data: rows.map((row) => toStoreJson(row, env.APP_URL)), nextCursor: next })
}
