// app/api/v1/stores/[id]/route.ts
import { apiContext } from '@/lib/platform/api-key'
import { env } from '@/lib/platform/env'
import { problem } from '@/lib/platform/problem'
import { StoreId } from '@/lib/stores/store.schema'
import { toStoreJson } from '@/lib/stores/to-store-json'
import { findStore } from '@/lib/stores/views'

type Params = { readonly params: Promise<{ id: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = StoreId.safeParse((await params).id)
  const store = id.success ? await findStore(ctx, id.data) : null
  return store === null
    ? problem(404, 'store_not_found')
    : Response.json(toStoreJson(store, env.APP_URL))
}
