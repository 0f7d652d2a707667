// lib/postbacks/replay-postbacks.ts
import { and, asc, eq, gt, gte, lte, ne } from 'drizzle-orm'
import { type PostbackState, postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { readPostback } from './read-postback'

export type ReplayRange = {
  readonly storeId: Id<'store'>
  readonly state?: PostbackState
  readonly from?: Date
  readonly to?: Date
  /** Go on behind this one. */
  readonly after?: Id<'postback'>
  /** Old news are told only when somebody asks for it: a message of last week is no help. */
  readonly tellOld?: boolean
}

export type ReplayedRange = {
  readonly read: number
  readonly stillQuarantined: number
  /** Where to go on; null when the range is done. */
  readonly next: Id<'postback'> | null
}

const A_CALL = 200
const OLD_MS = 24 * 60 * 60 * 1000

/** A range, oldest first, as it happened; at most so many a call, so that no request runs long. */
export async function replayPostbacks(
  ctx: Ctx<'member' | 'api' | 'job'>,
  range: ReplayRange,
): Promise<Result<ReplayedRange, { readonly code: 'not_allowed' }>> {
  if (ctx.actor.kind === 'member' && notAllowed(ctx as Ctx<'member'>, 'work')) {
    return err({ code: 'not_allowed' })
  }
  const rows = await ctx.db
    .select({ id: postbacks.id, receivedAt: postbacks.receivedAt })
    .from(postbacks)
    .where(
      and(
        eq(postbacks.accountId, ctx.actor.accountId),
        eq(postbacks.storeId, range.storeId),
        range.state === undefined
          ? ne(postbacks.state, 'duplicate')
          : eq(postbacks.state, range.state),
        range.from && gte(postbacks.receivedAt, range.from),
        range.to && lte(postbacks.receivedAt, range.to),
        range.after && gt(postbacks.id, range.after),
      ),
    )
    .orderBy(asc(postbacks.id))
    .limit(A_CALL)

  let read = 0
  for (const { id, receivedAt } of rows) {
    const old = ctx.now().getTime() - receivedAt.getTime() > OLD_MS
    const tell = old && !range.tellOld ? 'quietly' : 'always'
    const { outcome } = await readPostback(ctx, id, { again: true, tell })
    if (outcome === 'read') read++
  }
  const last = rows.at(-1)?.id ?? null
  const next = rows.length < A_CALL ? null : last
  return ok({ read, stillQuarantined: rows.length - read, next })
}
