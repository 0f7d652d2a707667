// app/api/health/route.ts
import { env } from '@/lib/platform/env'
import { askHealth } from '@/lib/platform/health'
import { tools } from '@/lib/platform/tools'

export const dynamic = 'force-dynamic'

export async function GET() {
  const health = await askHealth(tools, env.WORKFLOW_ENGINE)
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503 })
}
