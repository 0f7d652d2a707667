// lib/stores/archive-store.ts
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from './find-store'
import { NATIVE } from './views'

type Input = { readonly storeId: Id<'store'>; readonly archived: boolean }
type ArchiveError = { code: 'not_allowed' | 'store_not_found' }

/**
 * Out of every list, and silent. Its address still answers and what comes is still kept, so that
 * bringing it back loses nothing; it comes back paused, for a person to resume.
 */
export async function archiveStore(
  ctx: Ctx<'member'>,
  { storeId, archived }: Input,
): Promise<Result<null, ArchiveError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const now = ctx.now()
  const done = await ctx.db.transaction(async (tx) => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [known] = await tx.select().from(stores).where(mine)
    if (known === undefined || known.platform === NATIVE) return null
    const [moved] = await tx
      .update(stores)
      .set(archived ? { archivedAt: now, state: 'paused', pausedAt: now } : { archivedAt: null })
      .where(and(mine, archived ? isNull(stores.archivedAt) : isNotNull(stores.archivedAt)))
      .returning()
    if (moved === undefined) return known
    const name = archived ? 'store.archived' : 'store.restored'
    await recordAudit(ctx, tx, { action: name, subject: storeId })
    await recordFact(ctx, tx, { name, payload: { storeId } })
    return moved
  })
  if (done === null) return err({ code: 'store_not_found' })
  forgetAddresses(ctx, done)
  return ok(null)
}
