// app/api/v1/instances/[id]/queue/route.ts
import { findQueue } from '@/lib/notifications/instance-views'
import { InstanceId } from '@/lib/notifications/messages-query'
import { toQueueJson } from '@/lib/notifications/to-queue-json'
import { apiContext } from '@/lib/platform/api-key'
import { problem } from '@/lib/platform/problem'

type Params = { readonly params: Promise<{ id: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const id = InstanceId.safeParse((await params).id)
  const queue = id.success ? await findQueue(ctx, id.data, { limit: 100 }) : null
  if (queue === null) return problem(404, 'instance_not_found')
  return Response.json(toQueueJson(queue))
}
