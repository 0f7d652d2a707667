// app/api/metrics/route.ts
import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/platform/env'
import { readMetrics } from '@/lib/platform/metrics'
import { problem } from '@/lib/platform/problem'
import { tools } from '@/lib/platform/tools'

export const dynamic = 'force-dynamic'

const digest = (text: string) => createHash('sha256').update(text).digest()

export async function GET(request: Request) {
  if (!mayRead(request)) return problem(401, 'metrics_token_wrong')
  return new Response(await readMetrics(tools), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}

function mayRead(request: Request): boolean {
  if (env.METRICS_TOKEN === undefined) return true
  const wanted = digest(`Bearer ${env.METRICS_TOKEN.reveal()}`)
  return timingSafeEqual(digest(request.headers.get('authorization') ?? ''), wanted)
}
