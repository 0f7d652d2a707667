// lib/postbacks/replay-range.ts
import { and, eq, gte, lt, ne, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { POSTBACK_STATES, type PostbackState, postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { StoreId } from '@/lib/stores/store.schema'
import { PostbacksQuery } from './postbacks-query'

const { from, to } = PostbacksQuery.shape

export const ReplayInput = z
  .object({
    storeId: StoreId,
    state: z.enum(POSTBACK_STATES).optional(),
    /** Only what waits for this word. */
    word: z.string().min(1).max(300).optional(),
    from,
    to,
    tellOld: z.boolean().default(false),
  })
  .refine(({ from: since, to: until }) => !since || !until || since < until, {
    path: ['to'],
    message: 'period',
  })
export type ReplayInput = z.output<typeof ReplayInput>

export type ReplayRange = {
  readonly storeId: Id<'store'>
  readonly state?: PostbackState | undefined
  readonly word?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

/** Repetitions are left out unless they are asked for: their first says the same. */
export const inRange = (
  ctx: Ctx,
  { storeId, state, word, from, to }: ReplayRange,
): SQL | undefined =>
  and(
    eq(postbacks.accountId, ctx.actor.accountId),
    eq(postbacks.storeId, storeId),
    state === undefined && word === undefined
      ? ne(postbacks.state, 'duplicate')
      : eq(postbacks.state, word === undefined ? (state ?? 'quarantined') : 'quarantined'),
    word === undefined ? undefined : eq(postbacks.reason, 'unknown_event'),
    from && gte(postbacks.receivedAt, from),
    to && lt(postbacks.receivedAt, to),
  )

/** Older than this is old news: read, and told only when somebody asks for it. */
export const OLD_MS = 24 * 60 * 60 * 1000
