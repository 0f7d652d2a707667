// app/(panel)/settings/security/scripts/route.ts
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'
import { findRelease } from '@/lib/security/views'

/** The inventory as a file, for whoever audits: PCI DSS 6.4.3. */
export async function GET(): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const release = await findRelease(ctx)
  return release === null ? problem(404, 'nothing_built') : Response.json(release)
}
