// app/api/beacon/route.ts

/*
 * Offer pages tell of their visits here, by `navigator.sendBeacon`.
 *
 * POST  { code, kind: "view" | "checkout", tracking?, affiliateCode?, linkCode? }, at most 8 KiB.
 *       204 at once and always: what is no visit (robots, other sites, a member of the company) is
 *       not counted and not told so.
 *
 * An installation answers visitors who are not signed in before Next: `scripts/web/beacon-door.ts`.
 */

import { findMember, remoteAddress } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'
import { readUpTo } from '@/lib/postbacks/read-up-to'
import { BEACON_MAX_BYTES, isOwnVisit, makeHearer } from '@/lib/reports/hear-visit'
import { openVisits } from '@/lib/reports/keep-visits'

const hear = makeHearer(tools)
const visits = openVisits(tools)

export async function POST(request: Request): Promise<Response> {
  const heard = hear({
    headers: request.headers,
    body: await readUpTo(request, BEACON_MAX_BYTES).catch(() => null),
    address: await remoteAddress(),
  })
  const member = heard === null ? null : await findMember()
  const own =
    heard !== null &&
    member !== null &&
    (await isOwnVisit(member, { userId: member.actor.userId, code: heard.code }))
  if (heard !== null && !own) visits.note(heard)
  return new Response(null, { status: 204 })
}
