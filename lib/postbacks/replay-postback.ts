// lib/postbacks/replay-postback.ts
import { and, eq } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { type Reading, readPostback } from './read-postback'
import { OLD_MS } from './replay-range'
import { settleQuarantine } from './settle-quarantine'

export type ReplayError =
  | { readonly code: 'postback_not_found' | 'not_allowed' }
  | { readonly code: 'still_quarantined'; readonly reason: string }

/**
 * The same bytes through today's reader. The row, its purchase event and the keys of its messages
 * stay what they were, so nobody is told anything a second time.
 */
export async function replayPostback(
  ctx: Ctx<'member' | 'api' | 'job'>,
  id: Id<'postback'>,
  { tellOld = true }: { tellOld?: boolean } = {},
): Promise<Result<Extract<Reading, { outcome: 'read' }>, ReplayError>> {
  if (ctx.actor.kind === 'member' && notAllowed(ctx as Ctx<'member'>, 'work')) {
    return err({ code: 'not_allowed' })
  }
  const [mine] = await ctx.db
    .select({ storeId: postbacks.storeId, receivedAt: postbacks.receivedAt })
    .from(postbacks)
    .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
  if (mine === undefined) return err({ code: 'postback_not_found' })

  const old = ctx.now().getTime() - mine.receivedAt.getTime() > OLD_MS
  const tell = old && !tellOld ? 'quietly' : 'always'
  if (ctx.actor.kind !== 'job') {
    await ctx.db.transaction((tx) =>
      recordAudit(ctx, tx, { action: 'postback.replayed', subject: id, details: { tell } }),
    )
  }
  const reading = await readPostback(ctx, id, { again: true, tell })
  await settleQuarantine(ctx, mine.storeId)
  if (reading.outcome === 'read') return ok(reading)
  const reason = reading.outcome === 'quarantined' ? reading.reason : reading.outcome
  return err({ code: 'still_quarantined', reason })
}
