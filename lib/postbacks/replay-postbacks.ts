// lib/postbacks/replay-postbacks.ts
import { and, asc, gt } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { notAllowed } from '@/lib/platform/permissions'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { strangeWordIn } from './quarantine'
import { readPostback } from './read-postback'
import { inRange, OLD_MS, type ReplayRange } from './replay-range'

type Page = ReplayRange & {
  /** Go on behind this one. */
  readonly after?: Id<'postback'> | undefined
  /** Old news are told only when somebody asks for it: a message of last week is no help. */
  readonly tellOld?: boolean
  readonly limit?: number
}

export type ReplayedRange = {
  readonly read: number
  readonly stillQuarantined: number
  /** Where to go on; null when the range is done. */
  readonly next: Id<'postback'> | null
}

const A_CALL = 200

/** A range, oldest first, as it happened; at most so many a call, so that no request runs long. */
export async function replayPostbacks(
  ctx: Ctx<'member' | 'api' | 'job'>,
  page: Page,
): Promise<Result<ReplayedRange, { readonly code: 'not_allowed' }>> {
  if (ctx.actor.kind === 'member' && notAllowed(ctx as Ctx<'member'>, 'work')) {
    return err({ code: 'not_allowed' })
  }
  const { limit = A_CALL, after } = page
  const rows = await ctx.db
    .select()
    .from(postbacks)
    .where(and(inRange(ctx, page), after && gt(postbacks.id, after)))
    .orderBy(asc(postbacks.id))
    .limit(limit)
  const { settings } = await getStoreForReading(ctx, page.storeId)
  const wanted = rows.filter(
    (row) => page.word === undefined || strangeWordIn(ctx, row, settings) === page.word,
  )
  let read = 0
  const failures: unknown[] = []
  for (const { id, receivedAt } of wanted) {
    const old = ctx.now().getTime() - receivedAt.getTime() > OLD_MS
    const tell = old && page.tellOld !== true ? 'quietly' : 'always'
    const done = await readPostback(ctx, id, { again: true, tell }).catch((error: unknown) => {
      log.error('a postback could not be read again', { id, error })
      failures.push(error)
      return null
    })
    if (done?.outcome === 'read') read++
  }
  // One that cannot be read holds up nobody; when none can, something else is the matter.
  if (failures.length > 1 && failures.length === wanted.length) throw failures[0]
  const last = rows.at(-1)?.id ?? null
  const next = rows.length < limit ? null : last
  return ok({ read, stillQuarantined: wanted.length - read, next })
}
