// app/api/ready/route.ts
import { isReady } from '@/lib/platform/health'
import { tools } from '@/lib/platform/tools'

export const dynamic = 'force-dynamic'

export async function GET() {
  const ready = await isReady(tools)
  return Response.json({ ready }, { status: ready ? 200 : 503 })
}
