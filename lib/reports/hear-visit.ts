// lib/reports/hear-visit.ts

import { and, eq } from 'drizzle-orm'
import { isbot } from 'isbot'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { members } from '@/db/schema/accounts'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { makeLimiter } from '@/lib/platform/rate-limit'
import type { Heard } from './keep-visits'
import { originOf } from './visit-origin'

/** A beacon is a few hundred bytes; an address may be long. */
export const BEACON_MAX_BYTES = 8 * 1024

/** The first key press in the form is a checkout that was begun. */
const BEACON_KINDS = ['view', 'checkout'] as const

const NAMES_MAX = 30
const AGENT_MAX = 400

const Beacon = z.object({
  code: z.string().regex(/^[A-Z0-9]{6}$/),
  kind: z.enum(BEACON_KINDS),
  tracking: z
    .record(z.string().max(40), z.string().max(200))
    .refine((names) => Object.keys(names).length <= NAMES_MAX)
    .default({}),
  affiliateCode: z.string().max(40).optional(),
  linkCode: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional()
    .catch(undefined),
})

export type Sent = {
  readonly headers: Pick<Headers, 'get'>
  /** Null when there was none, or more of it than a beacon has. */
  readonly body: Uint8Array | null
  readonly address: string
}

/** A launch brings whole towns through the address of one mobile network. */
const CROWD = { burst: 600, everyMs: 50 }

/** What a beacon says, or null for what is no visit: robots, other sites, nonsense, a flood. */
export function makeHearer({ now }: Pick<Tools, 'now'>, limit = CROWD) {
  const crowd = makeLimiter(limit)
  const isRobot = makeRobotCheck()
  return ({ headers, body, address }: Sent): Heard | null => {
    const agent = (headers.get('user-agent') ?? '').slice(0, AGENT_MAX)
    if (body === null || agent === '' || isRobot(agent) || !isOwnPage(headers)) return null
    if (crowd.take(address, now()) > 0) return null
    const beacon = Beacon.safeParse(jsonIn(body))
    if (!beacon.success) return null
    const { code, kind, linkCode = '', ...came } = beacon.data
    return { code, kind, linkCode, ...originOf(came), address, agent, at: now() }
  }
}

const AGENTS_MOST = 2_000

/** A launch comes with a few hundred browsers, and the list of robots is long. */
function makeRobotCheck() {
  const known = new Map<string, boolean>()
  return (agent: string): boolean => {
    const said = known.get(agent)
    if (said !== undefined) return said
    const found = isbot(agent)
    if (known.size >= AGENTS_MOST) known.clear()
    known.set(agent, found)
    return found
  }
}

/** Only our own pages speak of their visits. Browsers write both headers themselves. */
function isOwnPage(headers: Sent['headers']): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === headers.get('host')
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return null
  }
}

/** Whether a member of the company looks at its own page. */
export async function isOwnVisit(
  { db }: { readonly db: Database },
  { userId, code }: { readonly userId: Id<'user'>; readonly code: string },
): Promise<boolean> {
  const [own] = await db
    .select({ id: members.id })
    .from(offers)
    .innerJoin(members, and(eq(members.accountId, offers.accountId), eq(members.userId, userId)))
    .where(eq(offers.code, code))
  return own !== undefined
}
