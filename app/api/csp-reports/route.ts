// app/api/csp-reports/route.ts
import { problem } from '@/lib/platform/problem'
import { makeLimiter } from '@/lib/platform/rate-limit'
import { tools } from '@/lib/platform/tools'
import { readUpTo } from '@/lib/postbacks/read-up-to'
import { readReports } from '@/lib/security/csp-report'
import { keepReports } from '@/lib/security/keep-reports'

const MAX_BYTES = 16 * 1024

/** A page with an extension tells a dozen at once; more than that is no browser. */
const ofOne = makeLimiter({ burst: 30, everyMs: 2_000 })
const ofAll = makeLimiter({ burst: 300, everyMs: 50 })

/** What browsers refused on payment pages, told by themselves in either of their two formats. */
export async function POST(request: Request): Promise<Response> {
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'nobody'
  const wait = ofOne.take(address, tools.now()) || ofAll.take('all', tools.now())
  if (wait > 0) return problem(429, 'too_many', { headers: { 'retry-after': `${wait}` } })
  const bytes = await readUpTo(request, MAX_BYTES)
  if (bytes === null) return problem(413, 'body_too_large')
  const reports = readReports(parse(bytes))
  if (reports === null) return problem(400, 'malformed_report')
  await keepReports(tools, reports)
  return new Response(null, { status: 204 })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}
