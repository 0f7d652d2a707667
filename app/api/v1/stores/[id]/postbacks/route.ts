// app/api/v1/stores/[id]/postbacks/route.ts
import { apiContext } from '@/lib/platform/api-key'
import { badQuery, problem } from '@/lib/platform/problem'
import { PostbacksQuery } from '@/lib/postbacks/postbacks-query'
import { listPostbacks } from '@/lib/postbacks/views'
import { StoreId } from '@/lib/stores/store.schema'
import { findStore } from '@/lib/stores/views'

type Params = { readonly params: Promise<{ id: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = StoreId.safeParse((await params).id)
  const store = id.success ? await findStore(ctx, id.data) : null
  if (store === null) return problem(404, 'store_not_found')

  const query = PostbacksQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return badQuery(query.error)
  const { rows, next } = await listPostbacks(ctx, store.id, query.data)
  return Response.json({ data: rows, nextCursor: next })
}
