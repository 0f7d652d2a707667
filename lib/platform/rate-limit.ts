// lib/platform/rate-limit.ts
import { createHash } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import { rateLimits } from '@/db/schema/rate-limits'
import type { Tools } from './context'

/** So many at once, then one each `everyMs`. */
export type Limit = { readonly name: string; readonly burst: number; readonly everyMs: number }

/** Zero when it may go on, else the seconds to wait. */
export type RetryAfter = number

type Limited = Pick<Tools, 'db' | 'now'>

/**
 * The leaky bucket as one instant (GCRA), in one statement: two processes that ask at the same
 * moment cannot both take the last place.
 */
export async function takePlace(tools: Limited, limit: Limit, of: string): Promise<RetryAfter> {
  const key = keyOf(limit, of)
  const now = tools.now()
  const full = new Date(now.getTime() + limit.everyMs * limit.burst)
  const [taken] = await tools.db
    .insert(rateLimits)
    .values({ key, emptyAt: new Date(now.getTime() + limit.everyMs) })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { emptyAt: emptyLater(limit, now) },
      setWhere: sql`${emptyLater(limit, now)} <= ${full.toISOString()}::timestamptz`,
    })
    .returning({ key: rateLimits.key })
  if (taken !== undefined) return 0

  const [bucket] = await tools.db.select().from(rateLimits).where(eq(rateLimits.key, key))
  if (bucket === undefined) return 0
  return secondsUntil(bucket.emptyAt.getTime() - limit.everyMs * (limit.burst - 1), now.getTime())
}

const emptyLater = ({ everyMs }: Limit, now: Date) =>
  sql`greatest(${rateLimits.emptyAt}, ${now.toISOString()}::timestamptz) + ${everyMs}::float8 * interval '1 millisecond'`

/** Who turned out to be right leaves no trace; what has run out leaves with it. */
export async function givePlaceBack(tools: Limited, limit: Limit, of: string): Promise<void> {
  await tools.db
    .update(rateLimits)
    .set({
      emptyAt: sql`${rateLimits.emptyAt} - ${limit.everyMs}::float8 * interval '1 millisecond'`,
    })
    .where(eq(rateLimits.key, keyOf(limit, of)))
  await tools.db.delete(rateLimits).where(lt(rateLimits.emptyAt, tools.now()))
}

export async function emptyBucket(tools: Limited, limit: Limit, of: string): Promise<void> {
  await tools.db.delete(rateLimits).where(eq(rateLimits.key, keyOf(limit, of)))
}

const keyOf = (limit: Limit, of: string) =>
  createHash('sha256').update(`${limit.name} ${of}`).digest('hex')

const secondsUntil = (at: number, now: number) => Math.max(1, Math.ceil((at - now) / 1000))

const BUCKETS_MAX = 10_000

/** The same bucket in the memory of one process, for what is cheap to let through by mistake. */
export function makeLimiter(limit: Omit<Limit, 'name'>) {
  const emptyAt = new Map<string, number>()

  function take(of: string, at: Date): RetryAfter {
    const now = at.getTime()
    const next = Math.max(emptyAt.get(of) ?? 0, now) + limit.everyMs
    if (next - now > limit.everyMs * limit.burst) {
      return secondsUntil(next - limit.everyMs * limit.burst, now)
    }
    emptyAt.delete(of) // The map stays in the order of use: its first entry is the oldest.
    emptyAt.set(of, next)
    if (emptyAt.size > BUCKETS_MAX) forgetOldest()
    return 0
  }
  const forgetOldest = () => {
    for (const key of emptyAt.keys()) {
      emptyAt.delete(key)
      return
    }
  }
  return { take }
}
