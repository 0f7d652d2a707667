// lib/payments/keep-notice.ts
import { createHash, timingSafeEqual } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { acquirerEndpoints, acquirerNotices } from '@/db/schema/acquirers'
import { outbox } from '@/db/schema/platform'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Tools } from '@/lib/platform/context'
import { makeLimiter } from '@/lib/platform/rate-limit'

type Endpoint = typeof acquirerEndpoints.$inferSelect

export type Arrived = {
  readonly acquirer: string
  readonly token: string
  readonly remoteAddress: string | null
  readonly authorization: string | null
  readonly headers: Readonly<Record<string, string>>
  /** Called once the address has let it in; null over the limit. */
  readonly read: () => Promise<Uint8Array | null>
}

export type NoticeRefused =
  | { readonly code: 'address_unknown' | 'key_wrong' | 'body_too_large' }
  | { readonly code: 'too_many_requests'; readonly retryAfterSeconds: number }

/** A launch by Pix is some hundreds a second at its best moment. */
const ofEndpoint = makeLimiter({ burst: 2_000, everyMs: 5 })
/** Who guesses addresses or keys. */
const ofStranger = makeLimiter({ burst: 60, everyMs: 1_000 })

/** Kept before it is understood. Whatever it says, all it can do is make us ask the acquirer. */
export async function keepNotice(
  tools: Tools,
  arrived: Arrived,
): Promise<Result<{ readonly duplicate: boolean }, NoticeRefused>> {
  const now = tools.now()
  const endpoint = await findEndpoint(tools, arrived)
  if (endpoint === null) return slowDown(arrived, now, 'address_unknown')
  if (!isTrusted(tools, endpoint, arrived)) return slowDown(arrived, now, 'key_wrong')
  const retryAfterSeconds = ofEndpoint.take(endpoint.token, now)
  if (retryAfterSeconds > 0) return err({ code: 'too_many_requests', retryAfterSeconds })
  const bytes = await arrived.read()
  if (bytes === null) return err({ code: 'body_too_large' })
  return ok({ duplicate: !(await keep(tools, endpoint, arrived, bytes)) })
}

async function findEndpoint({ db }: Tools, { acquirer, token }: Arrived): Promise<Endpoint | null> {
  const [endpoint] = await db
    .select()
    .from(acquirerEndpoints)
    .where(and(eq(acquirerEndpoints.token, token), eq(acquirerEndpoints.acquirer, acquirer)))
  return endpoint ?? null
}

function isTrusted({ keyring }: Tools, { sealedKey }: Endpoint, { authorization }: Arrived) {
  if (sealedKey === null) return true
  const wanted = keyring.openText(sealedKey).reveal()
  const said = authorization ?? ''
  // Whether it was typed with its scheme or without, it is the same key.
  return [wanted, `Bearer ${wanted}`, `Basic ${wanted}`].some((key) => isSame(key, said))
}

const digestOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes)
const isSame = (one: string, other: string) =>
  timingSafeEqual(digestOf(one).digest(), digestOf(other).digest())

/**
 * One row for each body. The same words again are news once the first were acted on: Cielo says
 * "changed" of a payment in the same bytes each time it changes.
 */
async function keep(tools: Tools, endpoint: Endpoint, arrived: Arrived, bytes: Uint8Array) {
  const { db, newId, keyring } = tools
  const { accountId, acquirer } = endpoint
  const at = tools.now()
  const kept = db
    .insert(acquirerNotices)
    .values({
      id: newId('notice'),
      accountId,
      acquirer,
      headers: arrived.headers,
      body: Buffer.from(keyring.seal(bytes)),
      digest: digestOf(bytes).digest('hex'),
      receivedAt: at,
    })
    .onConflictDoUpdate({
      target: [acquirerNotices.accountId, acquirerNotices.acquirer, acquirerNotices.digest],
      set: { receivedAt: at, handledAt: null, outcome: null },
      setWhere: sql`${acquirerNotices.handledAt} is not null`,
    })
    .returning({ id: acquirerNotices.id })
  const heard = db
    .update(acquirerEndpoints)
    .set({ lastHeardAt: at })
    .where(eq(acquirerEndpoints.token, endpoint.token))
  const rows = await db.execute(sql`
    with kept as ${kept}, heard as ${heard}, told as (
      insert into ${outbox} (id, account_id, name, payload, created_at)
      select ${newId('fact')}, ${accountId}, 'acquirer.noticed',
        jsonb_build_object('noticeId', id), ${at.toISOString()}::timestamptz
      from kept
    )
    select id from kept`)
  return rows.length > 0
}

function slowDown({ remoteAddress }: Arrived, now: Date, code: 'address_unknown' | 'key_wrong') {
  const retryAfterSeconds = ofStranger.take(remoteAddress ?? 'unknown', now)
  return retryAfterSeconds > 0
    ? err({ code: 'too_many_requests', retryAfterSeconds } as const)
    : err({ code } as const)
}
