// app/(panel)/stores/[id]/latest/route.ts
import { findMember } from '@/lib/platform/session'
import { hearingOf } from '@/lib/postbacks/hearing'
import { StoreId } from '@/lib/stores/store.schema'

type Params = { readonly params: Promise<{ id: string }> }

/** Asked every other second by the wizard while it waits for the test event. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const ctx = await findMember()
  const id = StoreId.safeParse((await params).id)
  if (ctx === null) return new Response(null, { status: 401 })
  if (!id.success) return new Response(null, { status: 404 })
  return Response.json(await hearingOf(ctx, id.data), { headers: { 'cache-control': 'no-store' } })
}
