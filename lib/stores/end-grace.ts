// lib/stores/end-grace.ts
import { and, eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from './find-store'

type Ended = { readonly storeId: Id<'store'>; readonly of: 'key' | 'address' }
type EndGraceError = { code: 'not_allowed' | 'store_not_found' }

const NOTHING = {
  key: { sealedPreviousKey: null, previousKeyUntil: null },
  address: { previousToken: null, previousTokenUntil: null },
} as const

/** The key or the address before the present one stops working now, and not when it was to. */
export async function endGrace(
  ctx: Ctx<'member'>,
  { storeId, of }: Ended,
): Promise<Result<null, EndGraceError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const before = await ctx.db.transaction(async (tx) => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [row] = await tx.select().from(stores).where(mine).for('update')
    if (row === undefined) return null
    const open = of === 'key' ? row.sealedPreviousKey : row.previousToken
    if (open === null) return row
    await tx.update(stores).set(NOTHING[of]).where(mine)
    await recordAudit(ctx, tx, { action: `store.${of}_grace_ended`, subject: storeId })
    return row
  })
  if (before === null) return err({ code: 'store_not_found' })
  forgetAddresses(ctx, before)
  return ok(null)
}
