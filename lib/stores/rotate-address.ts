// lib/stores/rotate-address.ts
import { and, eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { makeStoreToken } from './create-store'
import { forgetAddresses } from './find-store'
import { GRACE_MS, type Grace } from './grace'
import { NATIVE } from './views'

type Rotation = { readonly storeId: Id<'store'>; readonly grace: Grace }
type RotateError = { code: 'not_allowed' | 'store_not_found' }

/** A new postback address. The old one answers for as long as its grace lasts, and then is unknown. */
export async function rotateAddress(
  ctx: Ctx<'member'>,
  { storeId, grace }: Rotation,
): Promise<Result<{ token: string }, RotateError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const token = makeStoreToken()
  const before = await ctx.db.transaction(async (tx) => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [row] = await tx.select().from(stores).where(mine).for('update')
    if (row === undefined || row.platform === NATIVE) return null
    const kept = GRACE_MS[grace] > 0
    await tx
      .update(stores)
      .set({
        token,
        previousToken: kept ? row.token : null,
        previousTokenUntil: kept ? new Date(ctx.now().getTime() + GRACE_MS[grace]) : null,
      })
      .where(mine)
    const details = { grace }
    await recordAudit(ctx, tx, { action: 'store.address_changed', subject: storeId, details })
    return row
  })
  if (before === null) return err({ code: 'store_not_found' })
  forgetAddresses(ctx, before)
  return ok({ token })
}
