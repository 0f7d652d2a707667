// app/(panel)/stores/[id]/inbox/newest/route.ts
import { findMember } from '@/lib/platform/session'
import { newestInInbox } from '@/lib/postbacks/inbox'
import { StoreId } from '@/lib/stores/store.schema'

type Params = { readonly params: Promise<{ id: string }> }

/** Asked every few seconds by an inbox that somebody looks at. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const ctx = await findMember()
  const id = StoreId.safeParse((await params).id)
  if (ctx === null) return new Response(null, { status: 401 })
  if (!id.success) return new Response(null, { status: 404 })
  const newest = await newestInInbox(ctx, id.data)
  return Response.json({ newest }, { headers: { 'cache-control': 'no-store' } })
}
