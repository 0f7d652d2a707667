// lib/postbacks/reveal-body.ts
import { and, eq } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { secretsOf } from './postback-detail'
import { sentOf } from './sent-of'
import { type ShownBody, showSent } from './shown-body'

/** A buyer's data as it came, for who may see it; that they looked stays in the team's log. */
export async function revealBody(
  ctx: Ctx<'member'>,
  id: Id<'postback'>,
): Promise<Result<ShownBody, { readonly code: 'not_allowed' | 'postback_not_found' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const row = await ctx.db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(postbacks)
      .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
    if (found !== undefined)
      await recordAudit(ctx, tx, { action: 'postback.revealed', subject: id })
    return found
  })
  if (row === undefined) return err({ code: 'postback_not_found' })
  const store = await getStoreForReading(ctx, row.storeId)
  return ok(showSent(sentOf(ctx, row), { unmasked: true, secrets: secretsOf(store) }))
}
